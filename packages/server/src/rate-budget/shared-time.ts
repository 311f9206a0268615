import type { Clock } from '@ait-iap/protocol';

/** How often it is asked, in milliseconds: a clock that is set is followed that soon. */
const AGREE_EVERY_MS = 10_000;

/** What is needed to agree on the time. */
export interface SharedTimeOptions {
  readonly clock: Clock;
  /** Tells the time that counts for all machines, in milliseconds since 1970. Without it: each goes by its own clock. */
  readonly tell: (() => Promise<number>) | undefined;
}

/**
 * The time by which several machines count, told by the one place that all of them ask. By their own clocks a machine that is
 * behind would find every window spent by the others, and two that are far apart would spend the budget twice.
 */
export class SharedTime {
  readonly #clock: Clock;
  readonly #tell: (() => Promise<number>) | undefined;
  #aheadMs = 0;
  #agreedAt = Number.NEGATIVE_INFINITY;

  constructor({ clock, tell }: SharedTimeOptions) {
    this.#clock = clock;
    this.#tell = tell;
  }

  now(): number {
    return this.#clock.now() + this.#aheadMs;
  }

  /** Asks anew if it is time to, or if the machine's clock was set meanwhile. Otherwise it costs nothing. */
  agree(): Promise<void> | undefined {
    const isFresh = Math.abs(this.#clock.now() - this.#agreedAt) < AGREE_EVERY_MS;
    return this.#tell === undefined || isFresh ? undefined : this.#ask(this.#tell);
  }

  async #ask(tell: () => Promise<number>): Promise<void> {
    const before = this.#clock.now();
    const told = await tell();
    const after = this.#clock.now();
    this.#aheadMs = told - (before + after) / 2;
    this.#agreedAt = after;
  }
}
