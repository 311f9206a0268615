import type { AbortSignalLike } from '@ait-iap/protocol';

/**
 * Cancels a `clock.sleep` that is no longer needed.
 *
 * An `AbortController` would do the same at ten times the cost, and every call would pay it for its time limit.
 */
export class Cancellation implements AbortSignalLike {
  aborted = false;
  readonly reason = 'cancelled';
  #listener: (() => void) | undefined;

  addEventListener(_: 'abort', listener: () => void): void {
    this.#listener = listener;
  }

  removeEventListener(): void {
    this.#listener = undefined;
  }

  cancel(): void {
    this.aborted = true;
    this.#listener?.();
  }
}
