// Builds the packages: protocol first, because the others take their types from what it publishes.
import { writeCommonJsTypes } from './build/commonjs-types.mjs';
import { run, runAll } from './run.mjs';

const build = (name) => async () => {
  await run(`build ${name}`, 'tsup', [], { cwd: `packages/${name}` });
  writeCommonJsTypes(`packages/${name}`);
};

await runAll([build('protocol')]);
await runAll([
  build('sandbox'),
  build('server'),
  build('client'),
  // For Node 24 alone, as the official reader of bundles is: no CommonJS.
  () => run('build release', 'tsup', [], { cwd: 'packages/release' }),
]);
