import { type Conviction, playChapter } from '../../packages/server/test/stories/chapter.js';
import { Dice, type KeptChoices } from '../../packages/server/test/stories/dice.js';
import type { Scene } from '../../packages/server/test/stories/guests.js';
import { openModel } from '../../packages/server/test/stories/model/model-database.js';
import { HANDFUL, type Pace } from '../../packages/server/test/stories/pace.js';
import { Counts } from '../../packages/server/test/stories/report/counts.js';

import { Street } from './phones/street.js';

/** Which world is simulated. */
export interface WorldOptions {
  readonly seed: number;
  /** The number of the world. Each world has its own choices. */
  readonly world: number;
  /** Troubles that are left out, by name. */
  readonly without?: ReadonlySet<string>;
  readonly kept?: KeptChoices | undefined;
  readonly counts?: Counts;
}

/** A few orders of callers beside people with phones. */
const STREET: Pace = { ...HANDFUL, orders: 2 };

/**
 * Simulates one world, from the first tap to the last word of the reconcilers. In every second one people with phones buy, and
 * everything is real from the client to the ledger; in the others callers ask a backend in ways that no phone would.
 */
export async function simulateWorld(options: WorldOptions): Promise<Conviction[]> {
  const { seed, world, without = new Set<string>(), kept, counts = new Counts() } = options;
  const dice = new Dice({ seed, path: `world ${world}`, kept });
  const database = await openModel(dice.fork('database'));
  try {
    const hasPhones = world % 2 === 0 && !without.has('phones');
    const people = { pace: STREET, invite: (scene: Scene) => new Street(scene) };
    return await playChapter({
      ...{ database, dice, counts, without },
      ...(hasPhones ? people : { pace: HANDFUL }),
    });
  } finally {
    await database.close();
  }
}

/** In what way an order ended wrong: the first word of the verdict. */
export function kindOf({ wrong }: Conviction): string {
  return (wrong[0] ?? '').split(/[:(]/)[0] ?? '';
}
