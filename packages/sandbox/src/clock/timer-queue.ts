import { BinaryHeap } from './binary-heap.js';

/** One planned action. Without an action it was cancelled. */
export interface Timer {
  /** When, in milliseconds since 1970 on the sandbox's clock. */
  readonly at: number;
  readonly order: number;
  action: (() => void) | undefined;
}

/** Timers by time. Timers of the same time keep the order in which they were planned. */
export class TimerQueue {
  readonly #heap = new BinaryHeap<Timer>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order));
  #planned = 0;
  #cancelled = 0;

  add(at: number, action: () => void): Timer {
    const timer: Timer = { at, order: this.#planned++, action };
    this.#heap.push(timer);
    return timer;
  }

  /** Cancelled timers stay in the heap until half of it is cancelled, so that each cancellation is cheap. */
  cancel(timer: Timer): void {
    if (timer.action === undefined) return;
    timer.action = undefined;
    this.#cancelled++;
    if (this.#cancelled * 2 <= this.#heap.size) return;
    this.#heap.keep((one) => one.action !== undefined);
    this.#cancelled = 0;
  }

  /** Returns the earliest timer without removing it. */
  peek(): Timer | undefined {
    while (this.#heap.peek() !== undefined && this.#heap.peek()?.action === undefined) {
      this.#heap.shift();
      this.#cancelled--;
    }
    return this.#heap.peek();
  }

  /** Removes and returns the earliest timer. Cancelling it afterwards has no effect. */
  take(): (() => void) | undefined {
    this.peek();
    const timer = this.#heap.shift();
    const action = timer?.action;
    if (timer !== undefined) timer.action = undefined;
    return action;
  }

  clear(): void {
    this.#heap.keep(() => false);
    this.#cancelled = 0;
  }
}
