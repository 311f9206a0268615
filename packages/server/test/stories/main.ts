// `npm run stories -- --store sqlite|postgres [--minutes N | --orders N] [--seed N] [--without a,b]`: see docs/reliability.md.
import { parseArgs } from 'node:util';
import { runStories } from './run-stories.js';
import { STORES } from './stage.js';

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    minutes: { type: 'string' },
    orders: { type: 'string' },
    seed: { type: 'string' },
    chapter: { type: 'string' },
    without: { type: 'string', default: '' },
    stories: { type: 'string', default: '3' },
  },
});
const store = STORES.find((name) => name === values.store);
if (store === undefined) {
  throw new Error(
    `Failed to start: there is no store "${values.store}". Pass --store sqlite or --store postgres.`,
  );
}
const counts = await runStories({
  store,
  seed: Number(values.seed ?? Math.floor(Math.random() * 1e9)),
  minutes: values.minutes === undefined ? undefined : Number(values.minutes),
  orders: values.orders === undefined ? undefined : Number(values.orders),
  chapter: values.chapter === undefined ? undefined : Number(values.chapter),
  without: new Set(
    values.without
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  ),
  storiesTold: Number(values.stories),
  print: (line) => process.stdout.write(`${line}\n`),
});
process.exitCode = counts.wrong === 0 ? 0 : 1;
