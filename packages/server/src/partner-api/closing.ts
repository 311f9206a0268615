/**
 * The end of a client, for whoever works for it.
 *
 * An `AbortSignal` would say the same, but each of its listeners is found again by going through all of them,
 * and every call adds and removes one.
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
