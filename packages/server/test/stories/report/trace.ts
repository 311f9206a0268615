import type { Clock } from '@ait-iap/protocol';

const FIRST_KEPT = 120;
const LAST_KEPT = 80;

interface Line {
  readonly at: number;
  readonly what: string;
}

interface Story {
  readonly first: Line[];
  readonly last: Line[];
  dropped: number;
}

/** Remembers what happened to each order, so that a wrong end can be read from its beginning. */
export class Trace {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #stories = new Map<string, Story>();
  readonly #world: Line[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  /** Something that happened to everybody. */
  noteToAll(what: string): void {
    this.#world.push({ at: this.#clock.now(), what: `-- ${what}` });
  }

  note(orderId: string, what: string): void {
    const id = orderId.toLowerCase();
    let story = this.#stories.get(id);
    if (story === undefined) {
      story = { first: [], last: [], dropped: 0 };
      this.#stories.set(id, story);
    }
    const line = { at: this.#clock.now(), what };
    if (story.first.length < FIRST_KEPT) story.first.push(line);
    else story.last.push(line);
    if (story.last.length <= LAST_KEPT) return;
    story.last.shift();
    story.dropped += 1;
  }

  /** The story of an order, line by line. */
  tell(orderId: string): string[] {
    const story = this.#stories.get(orderId.toLowerCase());
    if (story === undefined) return [];
    const { first, last, dropped } = story;
    const gap = dropped === 0 ? [] : [{ at: last[0]?.at ?? 0, what: `... ${dropped} lines ...` }];
    const lines = [...first, ...gap, ...last, ...this.#world].sort((a, b) => a.at - b.at);
    return lines.map(({ at, what }) => `${this.#time(at)}  ${what}`);
  }

  /** An instant as days and time since the chapter began. */
  #time(instant: number): string {
    const ms = instant - this.#startedAt;
    const days = Math.floor(ms / 86_400_000);
    return `${days}d ${new Date(ms - days * 86_400_000).toISOString().slice(11, 23)}`;
  }
}
