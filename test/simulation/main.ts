// `npm run simulate -- [--seed N] [--steps N] [--world N] [--without a,b] [--stories N] [--whole]`: see docs/reliability.md.
import { parseArgs } from 'node:util';
import { runSimulation } from './run-simulation.js';

// The client warns developers when something goes wrong. Here everything goes wrong.
console.warn = () => undefined;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    steps: { type: 'string', default: '1000000' },
    world: { type: 'string' },
    without: { type: 'string', default: '' },
    stories: { type: 'string', default: '3' },
    whole: { type: 'boolean', default: false },
  },
});
const counts = await runSimulation({
  seed: Number(values.seed ?? Math.floor(Math.random() * 1e9)),
  steps: Number(values.steps),
  world: values.world === undefined ? undefined : Number(values.world),
  without: new Set(values.without.split(',').map((each) => each.trim())),
  storiesTold: Number(values.stories),
  whole: values.whole,
  print: (line) => process.stdout.write(`${line}\n`),
});
process.exitCode = counts.wrong === 0 ? 0 : 1;
