import { Pool, type PoolClient } from 'pg';
import { LedgerUnavailableError } from '../ledger/ledger-unavailable-error.js';
import { lendClient } from './lend-client.js';
import type { PostgresHost, PostgresHostLimits, PostgresQuery } from './postgres-host.js';

/**
 * Runs the ledger on a `pg` pool; `tx` is a `PoolClient` inside the transaction.
 *
 * @param pool - a pool of the application, or a connection string to open one with
 */
export function fromPool(pool: Pool | string): PostgresHost<PoolClient> {
  const own = typeof pool === 'string';
  const connections = own ? new Pool({ connectionString: pool, application_name: 'ait-iap' }) : pool;
  // Without a listener the loss of an idle connection would end the process. The pool opens another one by itself.
  if (own) connections.on('error', ignore);
  return {
    query: async (text, values) => (await connections.query(text, [...values])).rows,
    transaction: async (work, limits) => {
      const client = await connections.connect();
      return runInTransaction(client, work, limits);
    },
    close: async () => {
      if (own) await connections.end();
    },
  };
}

async function runInTransaction<Result>(
  client: PoolClient,
  work: (tx: PoolClient, query: PostgresQuery) => Promise<Result>,
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
    const result = await work(
      loan.client,
      async (text, values) => (await client.query(text, [...values])).rows,
    );
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
