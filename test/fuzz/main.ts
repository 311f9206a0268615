// `npm run fuzz -- --seed N --inputs N [--only text] [--minutes N]`: see docs/reliability.md.
import { parseArgs } from 'node:util';
import { allTargets } from './all-targets.js';
import { runTarget } from './run-target.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    inputs: { type: 'string', default: '10000' },
    only: { type: 'string', default: '' },
    minutes: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 30));
const print = (line: string) => process.stdout.write(`${line}\n`);
const targets = (await allTargets()).filter(({ name }) => name.includes(values.only));
const startedAt = Date.now();
const inputs = Number(values.inputs);
const limit = values.minutes === undefined ? undefined : (Number(values.minutes) * 60_000) / targets.length;
let failed = 0;
print(`fuzz, seed ${seed}`);
for (const fuzzed of targets) {
  const begun = Date.now();
  const until = limit === undefined ? undefined : begun + limit;
  try {
    const done = await runTarget(fuzzed, { seed, inputs, ...(until !== undefined && { until }) });
    print(`${String(done).padStart(10)}  ${fuzzed.name}, ${Math.round((Date.now() - begun) / 1_000)} s`);
  } catch (error) {
    failed += 1;
    const { message, cause } = error as Error;
    print(`    FAILED  ${fuzzed.name}: ${message}`);
    if (cause instanceof Error) print(`${cause.stack}`);
  }
  await fuzzed.close?.();
}
print(`${targets.length} targets, ${failed} failed, ${Math.round((Date.now() - startedAt) / 1_000)} s`);
process.exit(failed === 0 ? 0 : 1);
