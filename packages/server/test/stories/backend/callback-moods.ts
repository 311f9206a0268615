import type { Dice } from '../dice.js';

/**
 * How a callback of the application behaves.
 *
 * | mood | what it does |
 * | --- | --- |
 * | fine | writes |
 * | slow | takes up to 8 seconds before or after it writes |
 * | stubborn | takes up to a minute and does not listen to its signal |
 * | throws | before it has written |
 * | throws late | after it has written |
 * | hangs | never settles |
 * | savepoint | fails inside a savepoint of its own, and writes again |
 * | own rollback | begins a transaction of its own and rolls it back |
 * | swallowed | catches the error of a statement that failed |
 */
const MOODS = {
  fine: 70,
  slow: 10,
  stubborn: 2,
  throws: 5,
  'throws late': 5,
  hangs: 1,
  savepoint: 4,
  'own rollback': 2,
  swallowed: 1,
} as const;

/** How a callback behaves. */
export type Mood = keyof typeof MOODS;

/** Picks how the next callback behaves. */
export function pickMood(dice: Dice): Mood {
  return dice.weigh(MOODS);
}
