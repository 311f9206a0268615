// Plays the guides from an empty folder, with the packed packages, on the Node versions that we promise: what stands in a block is
// what runs. Needs the registry, so it is a command of its own.
//   npm run build && npm run test:guides
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { playTenMinutes } from './guides/ten-minutes.mjs';
import { playTestSuites } from './guides/test-suites.mjs';
import { run } from './run.mjs';
import { packPackages } from './stacks/pack-packages.mjs';

const VERSIONS = ['22', '24'];
const GUIDES = { 'ten minutes': playTenMinutes, 'test suites': playTestSuites };

const home = join(tmpdir(), `ait-iap-guides-${process.pid}`);
mkdirSync(home, { recursive: true });
const tarballs = await packPackages(home);
let failed = 0;
for (const version of VERSIONS) {
  const env = await environmentWith(version);
  for (const [name, play] of Object.entries(GUIDES)) {
    const folder = join(home, `${name.replace(' ', '-')}-${version}`);
    mkdirSync(folder);
    const started = performance.now();
    try {
      await play({ folder, env, tarballs });
      console.log(
        `  ok    ${name} on Node ${version} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
      );
    } catch (error) {
      failed += 1;
      console.error(`  FAILS ${name} on Node ${version}: ${error.stack}`);
    }
  }
}
rmSync(home, { recursive: true, force: true });
const all = VERSIONS.length * Object.keys(GUIDES).length;
console.log(`${all - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** The environment of a terminal in which this Node is the one. */
async function environmentWith(version) {
  const folder = join(home, `node-${version}`);
  mkdirSync(folder);
  await run(`install node ${version}`, 'npm', ['install', `node@${version}`, '--no-audit', '--no-fund'], {
    cwd: folder,
  });
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
  return { ...own, PATH: [join(folder, 'node_modules/.bin'), own.PATH].join(delimiter) };
}
