import type { PoolClient } from 'pg';
import { TransactionEndedError } from '../ledger/transaction-ended-error.js';

/** A client for one transaction, and the way to take it back. */
export interface ClientLoan {
  readonly client: PoolClient;
  end(): void;
}

/**
 * Lends a pooled client out for one transaction. Afterwards the pool hands the same client to somebody else, so a write whose
 * `await` was forgotten must not reach it any more.
 */
export function lendClient(client: PoolClient): ClientLoan {
  let ended = false;
  return {
    client: new Proxy(client, {
      get(target, property) {
        if (ended) throw new TransactionEndedError();
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
    end: () => {
      ended = true;
    },
  };
}
