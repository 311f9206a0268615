// Makes one executable of the sandbox, with Node inside (a single executable application): for teams without Node.
//   npm run build && npm run single-file -- dist/ait-iap-sandbox
// `postject` is installed for the moment that it is needed.
import {
  chmodSync,
  copyFileSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { run } from './run.mjs';

const target = resolve(process.argv[2] ?? 'dist/ait-iap-sandbox');
const work = mkdtempSync(join(tmpdir(), 'single-file-'));
const packed = 'packages/sandbox';

await build({
  entryPoints: [join(packed, 'src/cli.ts')],
  outfile: join(work, 'dist/cli.cjs'),
  bundle: true,
  minify: true,
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  external: ['bufferutil', 'utf-8-validate'],
  define: { 'import.meta.url': '__url' },
  banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
  // The build has made the console and /bridge.js; the rest is bundled from the sources.
  tsconfig: join(packed, 'src/tsconfig.json'),
  logLevel: 'error',
});
copyFileSync(join(packed, 'package.json'), join(work, 'package.json'));
copyFileSync(join(packed, 'dist/bridge.js'), join(work, 'dist/bridge.js'));
cpSync(join(packed, 'dist/console'), join(work, 'dist/console'), { recursive: true, force: true });

const files = globSync('**/*', { cwd: work }).filter((file) => statSync(join(work, file)).isFile());
writeFileSync(join(work, 'main.cjs'), unpackAndRun(files));
writeFileSync(
  join(work, 'sea.json'),
  JSON.stringify({
    main: join(work, 'main.cjs'),
    output: join(work, 'sea.blob'),
    disableExperimentalSEAWarning: true,
    assets: Object.fromEntries(files.map((file) => [file, join(work, file)])),
  }),
);
await run('prepare', process.execPath, ['--experimental-sea-config', join(work, 'sea.json')]);
mkdirSync(dirname(target), { recursive: true });
copyFileSync(process.execPath, target);
chmodSync(target, 0o755);
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
await run('inject', 'npx', [
  '--yes',
  'postject',
  target,
  'NODE_SEA_BLOB',
  join(work, 'sea.blob'),
  '--sentinel-fuse',
  fuse,
]);
rmSync(work, { recursive: true, force: true });
console.log(`${target}: ${(statSync(target).size / 1_048_576).toFixed(0)} MiB`);

/** The executable writes its files once, into a folder for its version, and runs the command line from there. */
function unpackAndRun(names) {
  return `
    const { createHash } = require('node:crypto');
    const { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } = require('node:fs');
    const { createRequire } = require('node:module');
    const { tmpdir, userInfo } = require('node:os');
    const { dirname, join } = require('node:path');
    const { getAsset } = require('node:sea');
    const files = ${JSON.stringify(names)}.map((name) => [name, Buffer.from(getAsset(name))]);
    const hash = createHash('sha256');
    for (const [name, bytes] of files) hash.update(name).update(bytes);
    const folder = join(tmpdir(), 'ait-iap-sandbox-' + userInfo().username + '-' + hash.digest('hex').slice(0, 16));
    if (!existsSync(folder)) {
      // Laid beside and renamed, so that a second process that starts now finds all of it or nothing.
      const beside = mkdtempSync(folder + '-');
      for (const [name, bytes] of files) {
        mkdirSync(dirname(join(beside, name)), { recursive: true });
        writeFileSync(join(beside, name), bytes);
      }
      try {
        renameSync(beside, folder);
      } catch (error) {
        rmSync(beside, { recursive: true, force: true });
        if (!existsSync(folder)) throw error;
      }
    }
    createRequire(join(folder, 'package.json'))(join(folder, 'dist/cli.cjs'));
  `;
}
