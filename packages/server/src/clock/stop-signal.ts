import type { AbortSignalLike } from '@ait-iap/protocol';

/**
 * Stops one piece of work. It costs almost nothing as long as nothing is stopped.
 *
 * An `AbortController` does the same but costs several microseconds, and every question to the platform would pay them.
 * Code that needs a real signal, such as `fetch`, uses {@link StopSignal.platform}.
 */
export class StopSignal implements AbortSignalLike {
  #listeners: readonly (() => void)[] = [];
  #controller: AbortController | undefined;
  #reason: unknown;
  aborted = false;

  get reason(): unknown {
    return this.#reason;
  }

  /** The same as a real `AbortSignal`. */
  get platform(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.aborted) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  addEventListener(_: 'abort', listener: () => void): void {
    this.#listeners = [...this.#listeners, listener];
  }

  removeEventListener(_: 'abort', listener: () => void): void {
    this.#listeners = this.#listeners.filter((each) => each !== listener);
  }

  /** Tells all listeners, once. */
  stop(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.#reason = reason;
    for (const listener of this.#listeners) listener();
    this.#controller?.abort(reason);
  }
}
