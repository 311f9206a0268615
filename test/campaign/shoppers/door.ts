import type { Clock } from '@ait-iap/protocol';

/** Longer than any step of a purchase that makes progress: a shopper that takes longer only waits. */
const ONLY_WAITS_AFTER_MS = 30_000;

/**
 * Lets so many people do something at once. Without it everybody is in each other's way on a busy machine: taps run out of time
 * before anybody has paid. A shopper that waits for a silent order sheet keeps no one out.
 */
export class Door {
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly size: number,
    private readonly clock: Clock,
  ) {}

  async through<Result>(work: () => Promise<Result>): Promise<Result> {
    const leave = await this.#enter();
    return work().finally(leave);
  }

  async #enter(): Promise<() => void> {
    if (this.#inside >= this.size) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#inside += 1;
    const done = new AbortController();
    const leave = () => {
      if (done.signal.aborted) return;
      done.abort();
      const next = this.#waiting.shift();
      if (next === undefined) this.#inside -= 1;
      else next();
    };
    this.clock.sleep(ONLY_WAITS_AFTER_MS, done.signal).then(leave, () => undefined);
    return leave;
  }
}
