import type { AbortSignalLike } from '@ait-iap/protocol';

/**
 * Ends one piece of work, as a signal that costs next to nothing while nobody stops anything.
 *
 * An `AbortController` does the same for several microseconds, which every question to the platform would pay. Whatever needs one,
 * such as `fetch`, asks for {@link StopSignal.platform}.
 */
export class StopSignal implements AbortSignalLike {
  #listeners: readonly (() => void)[] = [];
  #controller: AbortController | undefined;
  #reason: unknown;
  aborted = false;

  get reason(): unknown {
    return this.#reason;
  }

  /** The same as a signal of the platform. */
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

  /** Tells everybody, once. */
  stop(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.#reason = reason;
    for (const listener of this.#listeners) listener();
    this.#controller?.abort(reason);
  }
}
