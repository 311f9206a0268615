/**
 * Tells the parts of a client that it was closed.
 *
 * An `AbortSignal` would do the same, but removing a listener from it searches through all listeners, and every call
 * adds and removes one.
 */
export class Closing {
  readonly #listeners = new Set<() => void>();
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  /** Calls `listener` when the client is closed, unless {@link Closing.forget} comes first. */
  tell(listener: () => void): void {
    this.#listeners.add(listener);
  }

  forget(listener: () => void): void {
    this.#listeners.delete(listener);
  }

  close(): void {
    this.#closed = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}
