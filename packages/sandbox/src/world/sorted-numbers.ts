/**
 * A sorted set of numbers. Numbers arrive nearly sorted (orders finish soon after they open), so adding near the end
 * has to be cheap. It is, because only few numbers after it have to move.
 */
export class SortedNumbers {
  readonly #numbers: number[] = [];

  get size(): number {
    return this.#numbers.length;
  }

  add(number: number): void {
    const place = this.#place(number);
    if (place === this.#numbers.length) this.#numbers.push(number);
    else if (this.#numbers[place] !== number) this.#numbers.splice(place, 0, number);
  }

  remove(number: number): void {
    const place = this.#place(number);
    if (this.#numbers[place] === number) this.#numbers.splice(place, 1);
  }

  ascending(): readonly number[] {
    return this.#numbers.slice();
  }

  /** At most `limit` numbers below `bound`, the greatest first. */
  below(bound: number, limit: number): readonly number[] {
    const end = this.#place(bound);
    return this.#numbers.slice(Math.max(0, end - limit), end).reverse();
  }

  /** The position of `number`, or where it belongs. */
  #place(number: number): number {
    let low = 0;
    let high = this.#numbers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#numbers[middle] as number) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
