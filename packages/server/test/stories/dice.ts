/** Which choices of a story may be other than the plainest one. A shrunk story keeps few of them. */
export interface KeptChoices {
  /** @param path - of the dice, such as `story/order 3/phone` @param index - of the roll, from 0 */
  keeps(path: string, index: number): boolean;
}

/** What dice are made from. */
export interface DiceOptions {
  readonly seed: number;
  readonly path?: string;
  readonly kept?: KeptChoices | undefined;
}

/**
 * Every choice of a story, from one seed: the same seed rolls the same numbers on every machine. A roll of 0 is the plainest
 * choice everywhere: no fault, the shortest wait, the first of a list.
 */
export class Dice {
  readonly seed: number;
  readonly path: string;
  readonly #kept: KeptChoices | undefined;
  readonly #forks = new Map<string, number>();
  #state: number;
  #rolls = 0;

  constructor({ seed, path = 'story', kept }: DiceOptions) {
    this.seed = seed;
    this.path = path;
    this.#kept = kept;
    this.#state = hash(`${seed}/${path}`);
  }

  /** How often they were rolled. */
  get rolls(): number {
    return this.#rolls;
  }

  /** A number from 0 up to, and never, 1. */
  roll = (): number => {
    const rolled = this.#next();
    const index = this.#rolls++;
    return this.#kept === undefined || this.#kept.keeps(this.path, index) ? rolled : 0;
  };

  chance(probability: number): boolean {
    return this.roll() >= 1 - probability;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.roll() * (most - least + 1));
  }

  /** A whole number whose size is as likely to be small as large: seconds turn up as often as days. */
  spread(least: number, most: number): number {
    return Math.round(least * (most / least) ** this.roll());
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.roll() * items.length)] as Item;
  }

  /** Picks by weight. */
  weigh<Item extends string>(weights: Readonly<Record<Item, number>>): Item {
    const entries = Object.entries(weights) as [Item, number][];
    let left = this.roll() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of entries) {
      left -= weight;
      if (left < 0) return item;
    }
    return (entries.at(-1) as [Item, number])[0];
  }

  /** An id of nobody else's. It is no choice: a shrunk story keeps it. */
  uuid(): string {
    const hex = Array.from({ length: 4 }, () =>
      Math.floor(this.#next() * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** Dice of their own, so that more choices in one place change nothing in another. */
  fork(name: string): Dice {
    const number = (this.#forks.get(name) ?? 0) + 1;
    this.#forks.set(name, number);
    const path = `${this.path}/${number === 1 ? name : `${name} ${number}`}`;
    return new Dice({ seed: this.seed, path, kept: this.#kept });
  }

  /** Mulberry32. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** FNV-1a, and a last mix so that seeds that follow one another have nothing in common. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
