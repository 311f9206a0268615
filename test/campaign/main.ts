// `npm run campaign -- --seed N --purchases N [--store sqlite|postgres] [--minutes N]`: see docs/reliability.md.
import { parseArgs } from 'node:util';
import { runCampaign, STORES } from './run-campaign.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    purchases: { type: 'string', default: '1000' },
    chapter: { type: 'string', default: '1000' },
    store: { type: 'string' },
    backends: { type: 'string', default: '3' },
    shoppers: { type: 'string', default: '200' },
    'at-once': { type: 'string', default: '32' },
    times: { type: 'string', default: '5' },
    trouble: { type: 'string', default: '1000' },
    minutes: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const startedAt = Date.now();
const print = (line: string) => process.stdout.write(`${line}\n`);
print(`campaign, seed ${seed}`);
const { counts, disagreements } = await runCampaign({
  seed,
  purchases: Number(values.purchases),
  chapterOf: Number(values.chapter),
  stores: STORES.filter((store) => values.store === undefined || values.store === store),
  backends: Number(values.backends),
  shoppers: Number(values.shoppers),
  atOnce: Number(values['at-once']),
  times: Number(values.times),
  troubleEveryMs: Number(values.trouble),
  until: values.minutes === undefined ? undefined : startedAt + Number(values.minutes) * 60_000,
  print,
});
for (const [name, count] of counts.list()) print(`${String(count).padStart(9)}  ${name}`);
print(`${String(counts.sum('kill -9')).padStart(9)}  kills in all`);
print(`${String(counts.sum('fault:') + counts.sum('trouble:')).padStart(9)}  faults and troubles in all`);
print(
  `${String(disagreements.length).padStart(9)}  disagreements, in ${Math.round((Date.now() - startedAt) / 1_000)} s`,
);
process.exitCode = disagreements.length === 0 ? 0 : 1;
