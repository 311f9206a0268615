import type { AbortSignalLike } from '@ait-iap/protocol';

/**
 * Ends a `clock.sleep` that is not needed any more.
 *
 * An `AbortController` would do the same for ten times the price, which every single call would pay for its
 * time limit.
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
