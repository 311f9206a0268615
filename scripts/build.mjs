// Builds the packages: protocol first, because the others take their types from what it publishes. The console reads the
// protocol's sources and goes into the sandbox package, whose own build leaves it alone.
import { writeCommonJsTypes } from './build/commonjs-types.mjs';
import { run, runAll } from './run.mjs';

const build = (name) => async () => {
  await run(`build ${name}`, 'tsup', [], { cwd: `packages/${name}` });
  writeCommonJsTypes(`packages/${name}`);
};
const buildConsole = () => run('build console', 'vite', ['build'], { cwd: 'packages/console' });

await runAll([build('protocol'), buildConsole]);
await runAll([
  build('sandbox'),
  build('server'),
  build('client'),
  // For Node 24 alone, as the official reader of bundles is: no CommonJS.
  () => run('build release', 'tsup', [], { cwd: 'packages/release' }),
]);
// After the sandbox, whose types it shows. A program of its own: no CommonJS.
await runAll([() => run('build sandbox-mcp', 'tsup', [], { cwd: 'packages/sandbox-mcp' })]);
