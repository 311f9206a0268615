import { giveBackUnbegun } from './give-back-unbegun.js';
import type { PostgresQuery, PostgresSource } from './postgres-source.js';

/** Drizzle's own `sql` tag, as `drizzle-orm` exports it. */
export type DrizzleSql<Statement> = (strings: TemplateStringsArray, ...values: unknown[]) => Statement;

/** The part of a Drizzle database or transaction that runs a statement (`drizzle-orm/node-postgres`). */
export interface DrizzleExecutor<Statement> {
  /** Runs one statement, and resolves with its rows. */
  execute(statement: Statement): PromiseLike<{ rows: unknown[] }>;
}

/** The part of a Drizzle database that is needed here (`drizzle-orm/node-postgres`). */
export interface DrizzleDatabase<Tx, Statement> extends DrizzleExecutor<Statement> {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. */
  transaction<Result>(
    work: (tx: Tx) => Promise<Result>,
    config?: { isolationLevel?: 'read committed' },
  ): Promise<Result>;
  /** The pool of `pg` below it, if it has one. */
  readonly $client?: unknown;
}

/**
 * Runs the ledger on the application's own Drizzle database; `tx` is its transaction, with the application's schema.
 *
 * @param db - of `drizzle-orm/node-postgres`
 * @param sql - Drizzle's `sql` tag; passed in, so that this package does not depend on Drizzle
 */
export function fromDrizzle<Statement, Tx extends DrizzleExecutor<Statement>>(
  db: DrizzleDatabase<Tx, Statement>,
  sql: DrizzleSql<Statement>,
): PostgresSource<Tx> {
  const queryOn =
    (executor: DrizzleExecutor<Statement>): PostgresQuery =>
    async (text, values) =>
      (await executor.execute(statement(sql, text, values))).rows;
  return {
    query: queryOn(db),
    transaction: (work, { signal }) =>
      giveBackUnbegun(db.$client, signal, (begun) => {
        const run = (tx: Tx) => {
          begun();
          return work(tx, queryOn(tx));
        };
        return db.transaction(run, { isolationLevel: 'read committed' });
      }),
    close: async () => undefined,
  };
}

/** Drizzle numbers the parameters itself, so the text is split where they are. */
function statement<Statement>(
  sql: DrizzleSql<Statement>,
  text: string,
  values: readonly unknown[],
): Statement {
  const pieces = text.split(/\$\d+/);
  const order = [...text.matchAll(/\$(\d+)/g)].map((match) => values[Number(match[1]) - 1]);
  return sql(Object.assign(pieces, { raw: pieces }), ...order);
}
