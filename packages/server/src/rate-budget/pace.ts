/**
 * Spreads requests over time: a fixed rate per millisecond, with a small reserve for a late timer.
 *
 * Without it a backlog would use up the whole minute's budget in the first seconds, and a user who comes later would
 * wait for the rest of the minute.
 */
export class Pace {
  readonly #perMs: number;
  readonly #capacity: number;
  #saved: number;
  #at: number;

  constructor(perMs: number, capacity: number, now: number) {
    this.#perMs = perMs;
    this.#capacity = capacity;
    this.#saved = capacity;
    this.#at = now;
  }

  /** How long until a request may be sent, in milliseconds; 0 if it may be sent now. */
  waitMs(now: number): number {
    const passed = Math.max(0, now - this.#at);
    this.#saved = Math.min(this.#capacity, this.#saved + passed * this.#perMs);
    this.#at = now;
    return this.#saved >= 1 ? 0 : Math.ceil((1 - this.#saved) / this.#perMs);
  }

  spend(): void {
    this.#saved -= 1;
  }
}
