/** A priority queue. `peek` and `shift` return the item that comes before all others, as `before` decides. */
export class BinaryHeap<Item> {
  #items: Item[] = [];

  readonly #before: (a: Item, b: Item) => boolean;

  constructor(before: (a: Item, b: Item) => boolean) {
    this.#before = before;
  }

  get size(): number {
    return this.#items.length;
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#rise(this.#items.length - 1);
  }

  peek(): Item | undefined {
    return this.#items[0];
  }

  shift(): Item | undefined {
    const first = this.#items[0];
    const last = this.#items.pop();
    if (last !== undefined && this.#items.length > 0) {
      this.#items[0] = last;
      this.#sink();
    }
    return first;
  }

  /** Removes items that do not pass. A sorted list is a heap, so nothing else has to be restored. */
  keep(passes: (item: Item) => boolean): void {
    this.#items = this.#items.filter(passes).sort((a, b) => (this.#before(a, b) ? -1 : 1));
  }

  #rise(start: number): void {
    for (let index = start; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfBefore(index, parent)) return;
      index = parent;
    }
  }

  #sink(): void {
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      const child = left + 1 < this.#items.length && this.#isBefore(left + 1, left) ? left + 1 : left;
      if (child >= this.#items.length || !this.#swapIfBefore(child, index)) return;
      index = child;
    }
  }

  #isBefore(a: number, b: number): boolean {
    return this.#before(this.#items[a] as Item, this.#items[b] as Item);
  }

  #swapIfBefore(a: number, b: number): boolean {
    if (!this.#isBefore(a, b)) return false;
    const item = this.#items[a] as Item;
    this.#items[a] = this.#items[b] as Item;
    this.#items[b] = item;
    return true;
  }
}
