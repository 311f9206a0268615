/** A transaction, which holds locks and waits for them. */
export interface LockHolder {
  /** Whether it is over, by commit, roll-back or the end of its process. */
  readonly ended: boolean;
}

/** What PostgreSQL answers the transaction that closes a circle of waits (40P01). */
export class DeadlockError extends Error {
  override readonly name = 'DeadlockError';
}

/** Locks of rows, held until their transaction ends. Later transactions wait in the order in which they come. */
export class RowLocks {
  readonly #holders = new Map<string, LockHolder>();
  readonly #waiting = new Map<LockHolder, LockHolder>();
  #waiters: (() => void)[] = [];

  /** Takes a lock, after as long as it takes. @throws DeadlockError if the wait would never end */
  async take(key: string, wants: LockHolder): Promise<void> {
    for (;;) {
      const holder = this.#holders.get(key);
      if (holder === undefined || holder.ended || holder === wants) break;
      this.#waiting.set(wants, holder);
      if (this.#isCircle(wants)) {
        this.#waiting.delete(wants);
        throw new DeadlockError('deadlock detected');
      }
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
      this.#waiting.delete(wants);
      if (wants.ended) return;
    }
    this.#holders.set(key, wants);
  }

  /** The keys of one table that others hold. */
  heldByOthers(table: string, wants: LockHolder): string[] {
    const held: string[] = [];
    for (const [key, holder] of this.#holders) {
      if (holder !== wants && !holder.ended && key.startsWith(`${table}/`))
        held.push(key.slice(table.length + 1));
    }
    return held;
  }

  /** Lets everybody look again after a transaction has ended. */
  release(holder: LockHolder): void {
    for (const [key, each] of this.#holders) if (each === holder) this.#holders.delete(key);
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }

  #isCircle(from: LockHolder): boolean {
    let next = this.#waiting.get(from);
    while (next !== undefined && next !== from) next = this.#waiting.get(next);
    return next === from;
  }
}
