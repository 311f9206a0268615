import type { Clock } from '@ait-iap/protocol';

/** How often the shared time is read, in milliseconds. */
const AGREE_EVERY_MS = 10_000;

/** Options of {@link SharedTime}. */
export interface SharedTimeOptions {
  readonly clock: Clock;
  /** Returns the time that counts for all machines, in milliseconds since 1970. Without it each machine uses its own clock. */
  readonly tell: (() => Promise<number>) | undefined;
}

/**
 * The time by which several machines count, read from the one place that all of them use. With its own clock a machine that is behind
 * would find every window used up by the others, and two machines whose clocks differ much would use the budget twice.
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

  /** Reads the shared time again if it is due, or if the machine's clock was set in the meantime. Otherwise it costs nothing. */
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
