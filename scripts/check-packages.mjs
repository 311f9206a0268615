// Checks what would be published: publint and attw on each package, then each entry imported and required from the packed files.
import { cpSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run, runAll } from './run.mjs';

const names = ['protocol', 'client', 'server', 'sandbox', 'release', 'sandbox-mcp'];
/** Programs: where they run, `require` takes ES modules too. */
const ESM_ONLY = ['release', 'sandbox-mcp'];
const unpacked = 'node_modules/.cache/packed';

const tarballOf = (name) => globSync(join(unpacked, name, '*.tgz'))[0];

/** Unpacked below the root, so that a package's dependencies resolve but its undeclared sources do not. */
async function packAndUnpack(name) {
  const folder = join(unpacked, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await run(`pack ${name}`, 'npm', ['pack', `./packages/${name}`, '--pack-destination', folder, '--silent']);
  const tarball = tarballOf(name);
  await run(`unpack ${name}`, 'tar', ['-xzf', tarball, '-C', folder]);
  const target = join(unpacked, 'node_modules/@ait-iap', name);
  rmSync(target, { recursive: true, force: true });
  cpSync(join(folder, 'package'), target, { recursive: true });
  return target;
}

async function importEntries(name) {
  const { exports } = JSON.parse(readFileSync(join(unpacked, 'node_modules/@ait-iap', name, 'package.json')));
  for (const [path, targets] of Object.entries(exports)) {
    // `./vitest` holds fixtures: Vitest refuses to load outside its own runner.
    if (typeof targets === 'string' || path === './vitest') continue;
    const specifier = `@ait-iap/${name}${path.slice(1)}`;
    const inUnpacked = { cwd: unpacked };
    const program = `await import(${JSON.stringify(specifier)})`;
    await run(`import ${specifier}`, 'node', ['--input-type=module', '-e', program], inUnpacked);
    // As plain Jest does: what is an ES module only cannot be loaded. Mock Service Worker 3 is one.
    const strict = path === './msw' || ESM_ONLY.includes(name) ? [] : ['--no-experimental-require-module'];
    await run(
      `require ${specifier}`,
      'node',
      [...strict, '-e', `require(${JSON.stringify(specifier)})`],
      inUnpacked,
    );
  }
}

await runAll(names.map((name) => () => packAndUnpack(name)));
await runAll(
  names.flatMap((name) => [
    () => run(`publint ${name}`, 'publint', ['run', '--strict', tarballOf(name)]),
    // Vitest itself is for ES modules only, and so are its fixtures.
    () =>
      run(`attw ${name}`, 'attw', [
        ...[tarballOf(name), '--exclude-entrypoints', 'vitest'],
        ...(ESM_ONLY.includes(name) ? ['--profile', 'esm-only'] : []),
      ]),
  ]),
);
await runAll(names.map((name) => () => importEntries(name)));
// In the unpacked packages, so that the bundle holds what a Worker would get.
const worker = ['--experimental-vm-modules', '--no-warnings', 'scripts/check-worker-bundle.mjs', unpacked];
await runAll([() => run('bundle @ait-iap/server for a Worker', 'node', worker)]);
