import { type Conviction, playChapter } from '../chapter.js';
import { Dice, type KeptChoices } from '../dice.js';
import { openModel } from '../model/model-database.js';
import { HANDFUL } from '../pace.js';
import { Counts } from '../report/counts.js';

/** Which world is simulated. */
export interface WorldOptions {
  readonly seed: number;
  /** The number of the world; each has choices of its own. */
  readonly world: number;
  /** Troubles that are left out, by name. */
  readonly without?: ReadonlySet<string>;
  readonly kept?: KeptChoices | undefined;
  readonly counts?: Counts;
}

/** Simulates one world: a handful of orders, from their first tap to the last word of the reconcilers. */
export async function simulateWorld(options: WorldOptions): Promise<Conviction[]> {
  const { seed, world, without = new Set<string>(), kept, counts = new Counts() } = options;
  const dice = new Dice({ seed, path: `world ${world}`, kept });
  const database = await openModel(dice.fork('database'));
  try {
    return await playChapter({ database, dice, counts, pace: HANDFUL, without });
  } finally {
    await database.close();
  }
}

/** In what way an order ended wrong: the first word of the verdict. */
export function kindOf({ wrong }: Conviction): string {
  return (wrong[0] ?? '').split(/[:(]/)[0] ?? '';
}
