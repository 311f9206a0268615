import { TransactionEndedError } from '../ledger/transaction-ended-error.js';
import type { SqliteConnection } from './sqlite-connection.js';
import type { SqliteTransaction } from './sqlite-transaction.js';
import { TransactionControlError } from './transaction-control-error.js';

/** A `tx` for the application, and the way to take it back. */
export interface TransactionHandle {
  readonly tx: SqliteTransaction;
  end(): void;
}

const CONTROL = /^\s*(?:begin|commit|end|rollback|savepoint|release|vacuum|pragma|attach|detach)\b/i;

/**
 * Lends the connection out for one transaction. All transactions of a process share one connection, so a handle that lived
 * on would write into somebody else's.
 */
export function lendTransaction(connection: SqliteConnection): TransactionHandle {
  let ended = false;
  const prepare = (sql: string) => {
    if (ended) throw new TransactionEndedError();
    if (CONTROL.test(sql)) throw new TransactionControlError();
    return connection.prepare(sql);
  };
  return {
    tx: {
      run: (sql, ...parameters) => ({ changes: Number(prepare(sql).run(...parameters).changes) }),
      get: <Row>(sql: string, ...parameters: never[]) => prepare(sql).get(...parameters) as Row | undefined,
      all: <Row>(sql: string, ...parameters: never[]) => prepare(sql).all(...parameters) as Row[],
    },
    end: () => {
      ended = true;
    },
  };
}
