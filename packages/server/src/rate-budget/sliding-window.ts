/**
 * Counts requests against a limit in any window of time, wherever the window begins.
 *
 * A request holds its place from the moment it is sent until one window after it has **ended**. The platform counted it
 * at some time in between, so no window of the platform, sliding or fixed, can see more than the limit.
 */
export class SlidingWindow {
  readonly #limit: number;
  readonly #windowMs: number;
  /** The end times of the window's requests, the oldest first. A ring, so that a full window allocates nothing. */
  readonly #ends: Float64Array;
  #oldest = 0;
  #ended = 0;
  #underWay = 0;

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
    this.#ends = new Float64Array(limit);
  }

  /** How many requests may be sent at `now`. */
  free(now: number): number {
    this.#forgetFuture(now);
    while (this.#ended > 0 && this.#oldestEnd() < now - this.#windowMs) {
      this.#oldest = (this.#oldest + 1) % this.#limit;
      this.#ended -= 1;
    }
    return this.#limit - this.#ended - this.#underWay;
  }

  /**
   * When the next place becomes free, in milliseconds since 1970. `undefined` if that depends on a request in progress.
   */
  nextFreeAt(): number | undefined {
    return this.#ended === 0 ? undefined : this.#oldestEnd() + this.#windowMs + 1;
  }

  begin(): void {
    this.#underWay += 1;
  }

  end(now: number): void {
    this.#forgetFuture(now);
    this.#underWay -= 1;
    this.#ends[(this.#oldest + this.#ended) % this.#limit] = now;
    this.#ended += 1;
  }

  /**
   * An end in the future comes from a clock that was wrong. The real time is unknown, so it counts as now: then it keeps its place for
   * one window, and not until the clock gets there.
   */
  #forgetFuture(now: number): void {
    for (let last = this.#ended - 1; last >= 0; last -= 1) {
      const place = (this.#oldest + last) % this.#limit;
      if ((this.#ends[place] as number) <= now) return;
      this.#ends[place] = now;
    }
  }

  #oldestEnd(): number {
    return this.#ends[this.#oldest] as number;
  }
}
