import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../run.mjs';
import { packagesToPublish } from './packages.mjs';

/**
 * Packs and publishes every package that the registry does not have in this version. May be repeated: what a broken run
 * has published stays, and the rest follows.
 *
 * @param flags - further flags of npm, such as a registry
 */
export async function publishAll(flags = []) {
  const folder = mkdtempSync(join(tmpdir(), 'ait-iap-release-'));
  try {
    for (const each of packagesToPublish()) {
      if (await isPublished(each, flags)) {
        console.log(`  there ${each.name} ${each.version}`);
        continue;
      }
      const packed = await run(`pack ${each.name}`, 'npm', [
        'pack',
        `./${each.folder}`,
        '--json',
        '--pack-destination',
        folder,
      ]);
      const tarball = join(folder, tarballOf(packed));
      const args = ['publish', tarball, '--access', 'public', ...flags];
      await run(`publish ${each.name} ${each.version}`, 'npm', args);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tarballOf(packed) {
  const reports = JSON.parse(packed);
  const [report] = Array.isArray(reports) ? reports : Object.values(reports);
  return report.filename;
}

async function isPublished({ name, version }, flags) {
  const args = ['view', `${name}@${version}`, 'version', '--json', '--prefer-online', ...flags];
  try {
    return (await run(`look for ${name} ${version}`, 'npm', args)).trim() !== '';
  } catch (error) {
    if (error.message.includes('E404')) return false;
    throw error;
  }
}
