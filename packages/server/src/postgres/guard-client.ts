import type { PoolClient } from 'pg';
import { TransactionControlError } from '../ledger/transaction-control-error.js';

const COMMENT = String.raw`--[^\n]*(?:\n|$)|/\*[\s\S]*?\*/`;
const CONTROL = new RegExp(
  `^(?:\\s|;|${COMMENT})*(?:begin|start|commit|end|abort|prepare\\s+transaction|rollback(?!(?:\\s+(?:work|transaction))?\\s+to))\\b`,
  'i',
);

/** What would give the client to somebody else, or close it, in the middle of the transaction. */
const NOT_YOURS: readonly PropertyKey[] = ['release', 'end', 'connect'];

/** A client in the hands of application code. */
export interface GuardedClient {
  readonly client: PoolClient;
  /** @throws TransactionControlError if something was refused, also where the callback swallowed that */
  assertNothingRefused(): void;
}

/**
 * Refuses what a function that manages its own transaction would do to the ledger's: BEGIN, COMMIT, ROLLBACK and `release()`.
 * Only the plain cases, early and in words. What hides in a longer text is found by the proof before the commit.
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
