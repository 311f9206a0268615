/**
 * A pause that ends by itself, however wrong the clock was that it was begun by: what is left of it is never longer than it was.
 */
export class Pause {
  #until = Number.NEGATIVE_INFINITY;
  #longest = 0;

  /** Begins one, or makes the one that runs longer. */
  begin(milliseconds: number, now: number): void {
    if (milliseconds <= this.left(now)) return;
    this.#until = now + milliseconds;
    this.#longest = milliseconds;
  }

  /** What is left, in milliseconds; 0 or less without one. */
  left(now: number): number {
    // The clock has been set back since.
    if (this.#until - now > this.#longest) this.#until = now + this.#longest;
    return this.#until - now;
  }
}
