import type { KeptChoices } from '../../packages/server/test/stories/dice.js';

/** Rolls of one kind of dice, the last one not included. */
export type Range = readonly [from: number, to: number];

/** Which rolls keep what the seed gave them, by the path of their dice. Every other roll is 0, the plainest choice. */
export type Kept = ReadonlyMap<string, readonly Range[]>;

/** Plays a story with the choices that are kept, and writes down how many there were. */
export class ChoiceFilter implements KeptChoices {
  readonly #kept: Kept | undefined;
  /** How often each kind of dice was rolled. */
  readonly rolls = new Map<string, number>();

  /** @param kept - without it every choice is kept */
  constructor(kept?: Kept) {
    this.#kept = kept;
  }

  keeps(path: string, index: number): boolean {
    this.rolls.set(path, index + 1);
    if (this.#kept === undefined) return true;
    return this.#kept.get(path)?.some(([from, to]) => index >= from && index < to) ?? false;
  }
}

/** How many choices are kept. */
export function countKept(kept: Kept): number {
  let count = 0;
  for (const ranges of kept.values()) for (const [from, to] of ranges) count += to - from;
  return count;
}
