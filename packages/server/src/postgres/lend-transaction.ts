import { TransactionEndedError } from '../ledger/transaction-ended-error.js';
import type { PostgresQuery } from './postgres-source.js';

/** A transaction that application code uses, and the way to take it back. */
export interface TransactionLoan<Tx> {
  readonly tx: Tx;
  readonly query: PostgresQuery;
  /** Whether `tx` was used. */
  readonly touched: boolean;
  /** Takes it back: every later use throws. */
  end(): void;
  /** @throws TransactionEndedError if an `await` of a call on `tx` was forgotten, so that a write may be missing */
  assertComplete(): void;
}

interface LoanState {
  ended: boolean;
  touched: boolean;
  usedLate: boolean;
  /** How many calls on `tx` have not settled. */
  running: number;
}

const INCOMPLETE =
  'Failed to commit: a call on tx was still running when the callback ended, so everything was rolled back. Await every write inside onGrant or onRevoke.';

/**
 * Lends a tool's transaction to application code. Afterwards the tool gives the same connection to other work, so a
 * write whose `await` was forgotten must no longer reach it. A grant with a missing write must not be committed.
 */
export function lendToolTransaction<Tx>(tx: Tx, query: PostgresQuery): TransactionLoan<Tx> {
  const state = { ended: false, touched: false, usedLate: false, running: 0 };
  return {
    tx: isObject(tx) ? watched(tx, state) : tx,
    query: (text, values) =>
      state.ended ? Promise.reject(new TransactionEndedError()) : query(text, values),
    get touched() {
      return state.touched;
    },
    end: () => {
      state.ended = true;
    },
    assertComplete: () => {
      if (state.running > 0 || state.usedLate) throw new TransactionEndedError(INCOMPLETE);
    },
  };
}

function watched<Tx extends object>(tx: Tx, state: LoanState): Tx {
  return new Proxy(tx, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      // JavaScript itself reads some properties of any object, for example to see whether it is a promise. That does
      // not count as use.
      if (typeof property === 'symbol' || property === 'then' || property === 'constructor') return value;
      noteUse(state);
      if (typeof value !== 'function' || isFixed(target, property)) return value;
      // The method runs on the tool's own object, because a stand-in has no private fields.
      return new Proxy(value, { apply: (method, _, args) => call(state, method, target, args) });
    },
    // Some tools make the transaction a function.
    apply: (target, self, args) => call(state, target, self, args),
  });
}

function call(state: LoanState, method: object, self: unknown, args: unknown[]): unknown {
  noteUse(state);
  const result: unknown = Reflect.apply(method as () => unknown, self, args);
  // Only a promise of the language runs by itself: asking a query builder for its `then` would start it.
  if (result instanceof Promise) {
    const answered = () => {
      state.running -= 1;
    };
    state.running += 1;
    result.then(answered, answered);
  }
  return result;
}

function noteUse(state: LoanState): void {
  state.touched = true;
  if (!state.ended) return;
  state.usedLate = true;
  throw new TransactionEndedError();
}

/** The language lets nothing stand in for a property that cannot change. */
function isFixed(target: object, property: string): boolean {
  return Object.getOwnPropertyDescriptor(target, property)?.configurable === false;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
