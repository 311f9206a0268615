// Builds the packages: protocol first, because the others take their types from what it publishes. The console reads the
// protocol's sources and goes into the sandbox package, whose own build leaves it alone.
import { writeCommonJsTypes } from './build/commonjs-types.mjs';
import { run } from './run.mjs';
import { runSteps } from './steps/run-steps.mjs';

const failures = [];
const step = (name, after, play) => ({
  name,
  after,
  play: () =>
    play(name).catch((error) => {
      failures.push(error);
      throw error;
    }),
});
const tsup = (name) => run(`build ${name}`, 'tsup', [], { cwd: `packages/${name}` });
const withCommonJs = async (name) => {
  await tsup(name);
  writeCommonJsTypes(`packages/${name}`);
};

await runSteps(
  [
    step('protocol', [], withCommonJs),
    step('console', [], () => run('build console', 'node', ['scripts/build/console.mjs'])),
    ...['sandbox', 'server', 'client'].map((name) => step(name, ['protocol'], withCommonJs)),
    // For Node 24 alone, as the official reader of bundles is: no CommonJS.
    step('release', ['protocol'], tsup),
    // After the sandbox, whose types it shows. It is a program: no CommonJS.
    step('sandbox-mcp', ['sandbox'], tsup),
  ],
  2,
);
for (const { message } of failures) console.error(`\n${message}`);
process.exitCode = failures.length > 0 ? 1 : 0;
