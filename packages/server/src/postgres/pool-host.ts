import { Pool, type PoolClient } from 'pg';
import { LedgerUnavailableError } from '../ledger/ledger-unavailable-error.js';
import { lendClient } from './lend-client.js';
import type { PostgresHost, PostgresHostLimits, PostgresQuery } from './postgres-host.js';
import { statementNames } from './statement-names.js';

/** How the ledger uses a pool. */
export interface PoolHostOptions {
  /**
   * Whether the ledger's own statements are prepared, which halves what they cost the server. Switch it off behind a pooler that
   * hands connections out by the transaction and does not know prepared statements (PgBouncer before 1.21).
   *
   * @defaultValue true
   */
  readonly prepare?: boolean | undefined;
}

/**
 * Runs the ledger on a `pg` pool; `tx` is a `PoolClient` inside the transaction.
 *
 * @param pool - a pool of the application, or a connection string to open one with
 */
export function fromPool(pool: Pool | string, options: PoolHostOptions = {}): PostgresHost<PoolClient> {
  const nameOf = options.prepare === false ? () => undefined : statementNames();
  const queryOn =
    (client: Pick<PoolClient, 'query'>): PostgresQuery =>
    async (text, values) => {
      const name = nameOf(text);
      const query = name === undefined ? { text } : { name, text };
      return (await client.query({ ...query, values: [...values] })).rows;
    };
  const own = typeof pool === 'string';
  const connections = own ? new Pool({ connectionString: pool, application_name: 'ait-iap' }) : pool;
  // Without a listener the loss of an idle connection would end the process. The pool opens another one by itself.
  if (own) connections.on('error', ignore);
  return {
    reportsFailedCommit: true,
    query: queryOn(connections),
    transaction: async (work, limits) => {
      const client = await connections.connect();
      return runInTransaction(client, (tx) => work(tx, queryOn(client)), limits);
    },
    close: async () => {
      if (own) await connections.end();
    },
  };
}

async function runInTransaction<Result>(
  client: PoolClient,
  work: (tx: PoolClient) => Promise<Result>,
  { timeoutMs, signal }: PostgresHostLimits,
): Promise<Result> {
  const loan = lendClient(client);
  let destroyed = false;
  // The connection goes with the transaction: a callback that runs on cannot reach anybody else's.
  const destroy = () => {
    if (destroyed) return;
    destroyed = true;
    loan.end();
    client.release(true);
  };
  if (signal.aborted) {
    client.release();
    throw signal.reason;
  }
  signal.addEventListener('abort', destroy, { once: true });
  // The server may end the connection between two statements, and an error nobody listens for would end the process. The
  // next statement fails anyway. A destroyed client keeps the listener, because its farewell comes later.
  client.on('error', ignore);
  try {
    await client.query(beginStatements(timeoutMs));
    const result = await work(loan.client);
    signal.throwIfAborted();
    loan.end();
    // From here on the server decides; taking the connection away would only hide what it decided.
    signal.removeEventListener('abort', destroy);
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT') throw swallowedError();
    return result;
  } catch (error) {
    loan.end();
    if (!destroyed) await client.query('ROLLBACK').catch(destroy);
    throw error;
  } finally {
    signal.removeEventListener('abort', destroy);
    if (!destroyed) {
      client.off('error', ignore);
      client.release();
    }
  }
}

function ignore(): void {}

/** One round trip. The second limit ends a transaction that holds its locks while its process hangs. */
function beginStatements(timeoutMs: number): string {
  const limit = Math.max(1, Math.ceil(timeoutMs));
  return (
    `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL statement_timeout = ${limit}; ` +
    `SET LOCAL idle_in_transaction_session_timeout = ${limit}`
  );
}

/** PostgreSQL answers COMMIT with ROLLBACK, and no error, when a statement before it had failed. */
function swallowedError(): LedgerUnavailableError {
  return new LedgerUnavailableError(
    'Failed to commit: a statement in the transaction had failed and its error was caught. Do not catch errors of tx inside onGrant or onRevoke.',
  );
}
