import { ChoiceFilter, type Kept, type Range } from './kept-choices.js';

/** Plays a story with some of its choices. Resolves with whether it still goes wrong in the same way. */
export type Replay = (filter: ChoiceFilter) => Promise<boolean>;

/**
 * Shrinks a story that goes wrong: choice by choice is made the plainest one, and stays so if the story still goes wrong. What
 * is left are the choices that it takes.
 *
 * @param replay - plays the story again
 * @param mostReplays - how often at most
 */
export async function shrink(replay: Replay, mostReplays: number): Promise<Kept> {
  const whole = new ChoiceFilter();
  await replay(whole);
  const search = new Search(replay, whole, mostReplays);
  // The kinds of dice with the most rolls first: they make a story long, and few of them matter.
  const paths = [...whole.rolls].sort(([, a], [, b]) => b - a).map(([path]) => path);
  for (const path of paths) await search.without(path, [0, whole.rolls.get(path) ?? 0]);
  for (const path of paths) await search.reduce(path);
  return search.kept;
}

class Search {
  readonly kept: Map<string, readonly Range[]>;
  readonly #replay: Replay;
  #left: number;

  constructor(replay: Replay, whole: ChoiceFilter, mostReplays: number) {
    this.#replay = replay;
    this.#left = mostReplays;
    this.kept = new Map([...whole.rolls].map(([path, rolls]) => [path, [[0, rolls]]]));
  }

  /** Halves what is kept of one kind of dice until no part of it can be left out. */
  async reduce(path: string): Promise<void> {
    const queue = [...(this.kept.get(path) ?? [])];
    for (let range = queue.shift(); range !== undefined; range = queue.shift()) {
      const [from, to] = range;
      if ((await this.without(path, range)) || to - from === 1) continue;
      const middle = Math.floor((from + to) / 2);
      queue.push([from, middle], [middle, to]);
    }
  }

  /** Leaves rolls out, unless the story then goes right. */
  async without(path: string, [from, to]: Range): Promise<boolean> {
    if (this.#left <= 0) return false;
    this.#left -= 1;
    const before = this.kept.get(path) ?? [];
    const after = before.flatMap(([a, b]): Range[] => {
      const parts: Range[] = [
        [a, Math.min(b, from)],
        [Math.max(a, to), b],
      ];
      return parts.filter(([first, last]) => first < last);
    });
    this.kept.set(path, after);
    if (await this.#replay(new ChoiceFilter(this.kept))) return true;
    this.kept.set(path, before);
    return false;
  }
}
