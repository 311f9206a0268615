import { BinaryHeap } from '../clock/binary-heap.js';
import type { Due } from './world-store.js';

/** How many more outdated than live entries a queue may have before it is cleaned up. */
const SLACK = 64;

/**
 * Dues by key, the earliest first. Of two at the same time, the one whose key sorts first comes first, as in an index
 * on disk.
 */
export class DueQueue {
  readonly #byKey = new Map<string, Due>();
  readonly #heap = new BinaryHeap<Due>((a, b) => a.at < b.at || (a.at === b.at && a.key < b.key));

  set(key: string, at: number | undefined): void {
    if (at === undefined) {
      this.#byKey.delete(key);
    } else {
      const due = { key, at };
      this.#byKey.set(key, due);
      this.#heap.push(due);
    }
    if (this.#heap.size > 2 * this.#byKey.size + SLACK) this.#heap.keep((due) => this.#isLive(due));
  }

  peek(): Due | undefined {
    for (let first = this.#heap.peek(); first !== undefined; first = this.#heap.peek()) {
      if (this.#isLive(first)) return first;
      this.#heap.shift();
    }
    return undefined;
  }

  clear(): void {
    this.#byKey.clear();
    this.#heap.keep(() => false);
  }

  #isLive(due: Due): boolean {
    return this.#byKey.get(due.key) === due;
  }
}
