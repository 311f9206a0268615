import { AsyncLocalStorage } from 'node:async_hooks';
import { TransactionControlError } from './transaction-control-error.js';

interface Scope {
  /** The ledger of the transaction. Only another transaction on the same ledger would wait for it. */
  readonly on: unknown;
  readonly outer: Scope | undefined;
  open: boolean;
}

/** A transaction that application code runs in. */
export interface TransactionScope {
  /** Runs the code, and marks everything that it calls as inside the transaction. */
  run<Result>(work: () => Result): Result;
  /** The transaction has ended. Code that still runs is no longer inside it. */
  close(): void;
}

const scopes = new AsyncLocalStorage<Scope>();

const NESTED =
  'Failed to begin a transaction on the ledger: this call is made inside another one (onGrant, onRevoke, store.write) and would wait for it. Nothing was written by this call. Use tx there, or make the call after it.';

/**
 * Refuses a transaction inside another one on the same ledger. If `onGrant` called `grant`, `refresh` or `store.write`,
 * that call would wait for the transaction that waits for `onGrant`.
 *
 * @throws TransactionControlError if the calling code runs inside an open one
 */
export function assertOutsideTransaction(on: unknown): void {
  for (let scope = scopes.getStore(); scope !== undefined; scope = scope.outer) {
    if (scope.open && scope.on === on) throw new TransactionControlError(NESTED);
  }
}

/** Opens the scope of a transaction. Close it when the transaction ends. */
export function openTransactionScope(on: unknown): TransactionScope {
  const scope: Scope = { on, outer: scopes.getStore(), open: true };
  return {
    run: (work) => scopes.run(scope, work),
    close: () => {
      scope.open = false;
    },
  };
}
