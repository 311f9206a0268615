import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from '../run.mjs';

const NAMES = ['protocol', 'client', 'server', 'sandbox'];

/** Packs the built packages, and gives for each name the file that npm installs. */
export async function packPackages(home) {
  const folder = join(home, 'packages');
  mkdirSync(folder, { recursive: true });
  const tarballs = {};
  for (const name of NAMES) {
    await run(`pack ${name}`, 'npm', [
      'pack',
      resolve('packages', name),
      '--pack-destination',
      folder,
      '--silent',
    ]);
    const file = readdirSync(folder).find((each) => each.startsWith(`ait-iap-${name}-`));
    tarballs[`@ait-iap/${name}`] = `file:${join(folder, file)}`;
  }
  return tarballs;
}
