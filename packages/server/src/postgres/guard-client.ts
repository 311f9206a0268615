import type { PoolClient } from 'pg';
import { TransactionControlError } from '../ledger/transaction-control-error.js';

const COMMENT = String.raw`--[^\n]*(?:\n|$)|/\*[\s\S]*?\*/`;
const CONTROL = new RegExp(
  `^(?:\\s|;|${COMMENT})*(?:begin|start|commit|end|abort|prepare\\s+transaction|rollback(?!(?:\\s+(?:work|transaction))?\\s+to))\\b`,
  'i',
);

/** Methods that would release or close the client in the middle of the transaction. */
const NOT_YOURS: readonly PropertyKey[] = ['release', 'end', 'connect'];

/** A client that application code uses. */
export interface GuardedClient {
  readonly client: PoolClient;
  /** @throws TransactionControlError if something was refused, even if the callback caught that error */
  assertNothingRefused(): void;
}

/**
 * Refuses BEGIN, COMMIT, ROLLBACK and `release()`, which a function that manages its own transaction would call. This
 * catches only the plain cases, early and with a clear message. The proof before the commit finds the rest.
 */
export function guardClient(client: PoolClient): GuardedClient {
  let refused: TransactionControlError | undefined;
  const refuse = () => {
    refused = new TransactionControlError();
    throw refused;
  };
  const guarded = new Proxy(client, {
    get(target, property) {
      if (NOT_YOURS.includes(property)) return refuse;
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      if (property !== 'query') return value.bind(target);
      return (...args: unknown[]) =>
        CONTROL.test(textOf(args[0])) ? refuse() : Reflect.apply(value, target, args);
    },
  });
  return {
    client: guarded,
    assertNothingRefused: () => {
      if (refused !== undefined) throw refused;
    },
  };
}

function textOf(query: unknown): string {
  const text = typeof query === 'object' && query !== null ? (query as { text?: unknown }).text : query;
  return typeof text === 'string' ? text : '';
}
