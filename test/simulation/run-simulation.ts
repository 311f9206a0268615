import type { Conviction } from '../../packages/server/test/stories/chapter.js';
import { Counts } from '../../packages/server/test/stories/report/counts.js';
import { summary } from '../../packages/server/test/stories/report/summary.js';
import { ChoiceFilter, countKept, type Kept } from './kept-choices.js';
import { shrink } from './shrink.js';
import { kindOf, simulateWorld } from './world.js';

/** What is simulated. */
export interface SimulationOptions {
  readonly seed: number;
  /** Ends after so many steps. A step is one wait that has ended. */
  readonly steps: number;
  /** Simulates this world alone. */
  readonly world?: number | undefined;
  readonly without: ReadonlySet<string>;
  /** How many wrong worlds are shrunk and printed before it ends. */
  readonly storiesTold: number;
  /** Prints them as they are: shrinking takes minutes. */
  readonly whole: boolean;
  readonly print: (line: string) => void;
}

const MOST_REPLAYS = 600;
const MINUTE_MS = 60_000;

/** Simulates world after world, and shrinks those that end wrong. Resolves with its counts. */
export async function runSimulation(options: SimulationOptions): Promise<Counts> {
  const { seed, without, print } = options;
  const counts = new Counts();
  const startedAt = performance.now();
  let told = 0;
  let nextReport = MINUTE_MS;
  for (let world = options.world ?? 1; ; world += 1) {
    const convictions = await simulateWorld({ seed, world, without, counts });
    counts.chapters += 1;
    for (const { wrong } of convictions) counts.convicted(wrong);
    if (convictions.length > 0) {
      await tellShrunk(options, world, convictions);
      told += 1;
    }
    if (performance.now() - startedAt >= nextReport) {
      nextReport += MINUTE_MS;
      print(`${counts.steps} steps, ${counts.orders} orders, ${counts.wrong} wrong`);
    }
    if (options.world !== undefined || counts.steps >= options.steps || told >= options.storiesTold) break;
  }
  const minutes = (performance.now() - startedAt) / MINUTE_MS;
  for (const line of summary({ store: 'the model', seed, minutes, counts, without })) print(line);
  return counts;
}

/** Shrinks a wrong world and prints what is left of it. */
async function tellShrunk(
  { seed, without, print, whole }: SimulationOptions,
  world: number,
  convictions: readonly Conviction[],
): Promise<void> {
  const [first] = convictions as [Conviction];
  const kind = kindOf(first);
  if (whole) return tell(print, first, `world ${world} of seed ${seed}`);
  const again = (kept: ChoiceFilter) => simulateWorld({ seed, world, without, kept });
  const isSame = (each: Conviction) => each.orderId === first.orderId && kindOf(each) === kind;
  const kept = await shrink(async (filter) => (await again(filter)).some(isSame), MOST_REPLAYS);
  const conviction = (await again(new ChoiceFilter(kept))).find(isSame) ?? first;
  tell(print, conviction, `world ${world} of seed ${seed}`);
  print(`  In a test (${countKept(kept)} choices are left):`);
  for (const line of asCode({ seed, world, kept })) print(`    ${line}`);
}

function tell(
  print: SimulationOptions['print'],
  { orderId, plot, wrong, story }: Conviction,
  place: string,
): void {
  print(`\nWRONG: order ${orderId} (${plot}), ${place}`);
  for (const what of wrong) print(`  ${what}`);
  for (const line of story) print(`    ${line}`);
}

function asCode({ seed, world, kept }: { seed: number; world: number; kept: Kept }): string[] {
  const entries = [...kept].filter(([, ranges]) => ranges.length > 0);
  return [
    'const kept = new ChoiceFilter(new Map([',
    ...entries.map(([path, ranges]) => `  [${JSON.stringify(path)}, ${JSON.stringify(ranges)}],`),
    ']));',
    `expect(await simulateWorld({ seed: ${seed}, world: ${world}, kept })).toEqual([]);`,
  ];
}
