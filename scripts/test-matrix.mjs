// `npm run test:matrix`: the packages as users get them, in empty projects. Packed, installed beside Node 22, 24 and 26, compiled by
// two TypeScripts with two ways to resolve modules and `skipLibCheck: false`, every entry loaded, the code of the READMEs run.
// `--short` takes one Node and one TypeScript. Needs a build and the npm registry.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeProject, writeTsconfig } from './matrix/new-project.mjs';
import { run } from './run.mjs';

const short = process.argv.includes('--short');
const NODES = short ? ['24'] : ['22', '24', '26'];
const TYPESCRIPTS = short ? ['6.0'] : ['5.9', '6.0'];
const RESOLUTIONS = ['bundler', 'nodenext'];
const NAMES = ['protocol', 'client', 'server', 'sandbox', 'release', 'sandbox-mcp'];
/** The official reader of bundles wants Node 24. */
const namesFor = (node) => NAMES.filter((name) => name !== 'release' || Number(node) >= 24);

const home = mkdtempSync(join(tmpdir(), 'ait-iap-matrix-'));
// The project would read what npm has set for this script as its own settings.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
const failures = [];
/** Runs one cell of the matrix. If it fails, the others still run. */
const attempt = (...command) =>
  run(...command).catch((error) => {
    failures.push(error);
    console.log(`  FAIL  ${command[0]}`);
  });

/** Packs the packages, and says for each what npm installs. */
async function pack() {
  const packed = {};
  for (const name of NAMES) {
    const args = ['pack', resolve('packages', name), '--pack-destination', home, '--silent'];
    const file = (await run(`pack ${name}`, 'npm', args)).trim().split('\n').at(-1);
    packed[`@ait-iap/${name}`] = `file:${join(home, file)}`;
  }
  return packed;
}

try {
  const tarballs = await pack();
  for (const node of NODES) {
    const folder = join(home, `node-${node}`);
    const { entries, blocks } = writeProject(folder, {
      tarballs: Object.fromEntries(
        namesFor(node).map((name) => [`@ait-iap/${name}`, tarballs[`@ait-iap/${name}`]]),
      ),
      node,
      typescripts: TYPESCRIPTS,
      names: namesFor(node),
    });
    const here = { cwd: folder, env };
    await run(
      `install beside Node ${node}`,
      'npm',
      ['install', '--no-audit', '--no-fund', '--loglevel=error'],
      here,
    );
    const program = join(folder, 'node_modules/.bin/node');
    console.log(
      `        ${(await run(`Node ${node} says its version`, program, ['--version'], here)).trim()}`,
    );
    for (const typescript of TYPESCRIPTS) {
      for (const resolution of RESOLUTIONS) {
        const compiler = join(folder, `node_modules/typescript-${typescript}/bin/tsc`);
        const label = `Node ${node}, TypeScript ${typescript}, ${resolution}: every entry and ${blocks.length} READMEs that run`;
        await attempt(label, program, [compiler, '-p', writeTsconfig(folder, resolution)], here);
      }
    }
    for (const { specifier } of entries) {
      const code = `await import(${JSON.stringify(specifier)})`;
      await attempt(`Node ${node} imports ${specifier}`, program, ['--input-type=module', '-e', code], here);
    }
    for (const { file } of blocks)
      await attempt(`Node ${node} runs ${file}`, program, ['--no-warnings', join('src', file)], here);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
for (const { message } of failures) console.error(`\n${message.slice(0, 4_000)}`);
console.log(`${failures.length} of the matrix failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
