// Plays the guides from an empty folder, with the packed packages, on the Node versions that we promise: what stands in a block is
// what runs. It needs the registry, so it is a separate command.
//   npm run build && npm run test:guides                       all of them
//   npm run test:guides -- readme react --node=24              these, on one Node
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { playMigration } from './guides/migrate.mjs';
import { playReact } from './guides/react.mjs';
import { playReadme } from './guides/readme.mjs';
import { playTenMinutes } from './guides/ten-minutes.mjs';
import { playTestSuites } from './guides/test-suites.mjs';
import { playWithoutAPhone } from './guides/without-a-phone.mjs';
import { run } from './run.mjs';
import { packFolder, packPackages } from './stacks/pack-packages.mjs';

const GUIDES = {
  readme: playReadme,
  'ten-minutes': playTenMinutes,
  'develop-without-a-phone': playWithoutAPhone,
  migrate: playMigration,
  react: playReact,
  'test-suites': playTestSuites,
};
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { node: { type: 'string', multiple: true, default: ['22', '24'] } },
});
const guides = Object.entries(GUIDES).filter(
  ([name]) => positionals.length === 0 || positionals.includes(name),
);

const home = join(tmpdir(), `ait-iap-guides-${process.pid}`);
mkdirSync(home, { recursive: true });
const tarballs = {
  ...(await packPackages(home)),
  // SDK 3.x is not on the registry. Its double has the shapes, and the sandbox stands before it.
  '@apps-in-toss/web-framework': await packFolder('test/browser/official-sdk-3x', home),
};
let failed = 0;
for (const version of values.node) {
  const env = await environmentWith(version);
  for (const [name, play] of guides) {
    const folder = join(home, `${name}-${version}`);
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
const all = values.node.length * guides.length;
console.log(`${all - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** The environment of a terminal that uses this Node. */
async function environmentWith(version) {
  const folder = join(home, `node-${version}`);
  mkdirSync(folder);
  await run(`install node ${version}`, 'npm', ['install', `node@${version}`, '--no-audit', '--no-fund'], {
    cwd: folder,
  });
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
  return { ...own, PATH: [join(folder, 'node_modules/.bin'), own.PATH].join(delimiter) };
}
