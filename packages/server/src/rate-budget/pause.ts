/** A pause that ends in time even if the clock was wrong when it began: never more than its full length is left. */
export class Pause {
  #until = Number.NEGATIVE_INFINITY;
  #longest = 0;

  /** Begins a pause, or makes the current one longer. */
  begin(milliseconds: number, now: number): void {
    if (milliseconds <= this.left(now)) return;
    this.#until = now + milliseconds;
    this.#longest = milliseconds;
  }

  /** How much of it is left, in milliseconds. 0 or less: no pause. */
  left(now: number): number {
    // The clock was set back in the meantime.
    if (this.#until - now > this.#longest) this.#until = now + this.#longest;
    return this.#until - now;
  }
}
