// Everything that a change has to pass, side by side: most steps wait, read files or use one core. What a step prints is
// shown when it fails.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { run } from './run.mjs';
import { runSteps } from './steps/run-steps.mjs';

/** The steps start hundreds of processes of the same programs: what one has compiled, the others read. */
const env = { NODE_COMPILE_CACHE: resolve('node_modules/.cache/node'), ...process.env };

/** What Vitest says at its end, so that a reader sees that tests have run. */
const COUNTS = /^ *(?:Test Files|Tests|Type Errors) .*$/gm;

const failures = [];
const step = (script, { after, args = [] } = {}) => ({
  name: script,
  after,
  play: async () => {
    try {
      const output = await run(script, 'node', ['--run', script, ...args], { env });
      for (const [line] of output.matchAll(COUNTS)) console.log(`       ${line.trim()}`);
    } catch (error) {
      console.log(`FAILED  ${script}`);
      failures.push(error);
      throw error;
    }
  },
});

const built = ['build'];
const started = performance.now();
const { passed, failed, leftOut } = await runSteps(
  [
    step('build'),
    step('lint'),
    // The longest first. All suites are one run, so that its processes are busy to the end, whatever kind of test is left.
    step('test:suites', { after: built }),
    step('types', { after: built }),
    step('test:packages', { after: built }),
    step('test:docs', { after: built }),
    step('size', { after: built }),
    step('api', { after: built, args: ['--', '--check'] }),
  ],
  availableParallelism(),
);

for (const { message } of failures) console.error(`\n${message}`);
if (leftOut.length > 0) console.error(`\nNot tried: ${leftOut.join(', ')}`);
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
console.log(
  `\nAll steps took ${minutes} min.\nsteps: ${passed.length} passed, ${failed.length + leftOut.length} failed`,
);
process.exitCode = failures.length > 0 ? 1 : 0;
