import type { Pool, PoolClient } from 'pg';
import { onAbort } from '../clock/abort-listeners.js';
import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import { loadPackage, passOn } from '../errors/package-missing-error.js';
import { isPostgresAddress, problemOfAddress } from '../options/database-address.js';
import { fulfillmentOptions as read } from '../options/fulfillment-options.js';
import { guardClient } from './guard-client.js';
import { isDirect, knownAsDirect } from './is-direct.js';
import type { PostgresQuery, PostgresSource, PostgresSourceLimits } from './postgres-source.js';
import { statementNames } from './statement-names.js';
import { isLostTransaction } from './transaction-frame.js';

/** How the ledger uses a pool. */
export interface PoolOptions {
  /**
   * Whether the ledger's own statements are prepared, which halves their cost on the server. A pooler in transaction
   * mode (PgBouncer, Supabase, Neon) may not support prepared statements. Without this option they are used only if
   * there is no pooler in between. The source sees that by the process id: without a pooler, the server's own id is the
   * one that the connection was told. Pass `true` for a pooler that supports them (PgBouncer 1.21 with
   * `max_prepared_statements`).
   *
   * @defaultValue only without a pooler
   */
  readonly prepare?: boolean | undefined;
}

/**
 * Runs the ledger on a `pg` pool; `tx` is a `PoolClient` inside the transaction.
 *
 * @param pool - a pool of the application, or a connection string to open one with
 * @throws FulfillmentInputError if `prepare` is neither true nor false. With a connection string, the first query
 * rejects with a PackageMissingError if `pg` is not installed.
 */
export function fromPool(pool: Pool | string, options: PoolOptions = {}): PostgresSource<PoolClient> {
  read.flag('prepare', options.prepare, false);
  if (typeof pool === 'string') checkAddress(pool);
  return typeof pool === 'string' ? fromAddress(pool, options) : fromOpenPool(pool, options);
}

/** `pg` would take an empty address for a server of this machine, and other ones for the name of a host. */
function checkAddress(address: string): void {
  if (isPostgresAddress(address) && problemOfAddress(address) === undefined) return;
  const why =
    problemOfAddress(address) ??
    'it does not begin with postgres://. Pass a connection string, or a Pool of pg';
  const problem = address === '' ? 'it is empty. Is the environment variable DATABASE_URL set?' : `${why}.`;
  throw new FulfillmentInputError('the connection string', problem);
}

/** Opens its pool with the first query, because `pg` has to be installed only then. */
function fromAddress(connectionString: string, options: PoolOptions): PostgresSource<PoolClient> {
  let opening: Promise<{ readonly pool: Pool; readonly source: PostgresSource<PoolClient> }> | undefined;
  const open = () => {
    opening ??= openPool(connectionString).then((pool) => ({ pool, source: fromOpenPool(pool, options) }));
    return opening;
  };
  return {
    query: async (text, values) => (await open()).source.query(text, values),
    transaction: async (work, limits) => (await open()).source.transaction(work, limits),
    close: async () => {
      await (await opening)?.pool.end();
    },
  };
}

async function openPool(connectionString: string): Promise<Pool> {
  const { Pool } = await loadPackage('pg', 'connect to PostgreSQL', () => import('pg').catch(passOn));
  return new Pool({ connectionString, application_name: 'ait-iap' });
}

function fromOpenPool(connections: Pool, options: PoolOptions): PostgresSource<PoolClient> {
  const nameOf = statementNames();
  // Nothing is prepared before the first transaction has found out whether there is a pooler in between.
  let prepares = options.prepare ?? false;
  const queryOn =
    (client: Pick<PoolClient, 'query'>): PostgresQuery =>
    (text, values) => {
      const name = prepares ? nameOf(text) : undefined;
      const bound = values as unknown[];
      const answer =
        name === undefined ? client.query(text, bound) : client.query({ name, text, values: bound });
      return answer.then(rowsOf);
    };
  // Without a listener, the loss of an idle connection would end the process, for example of one that was given up here
  // and is then closed by the server. The pool opens another one.
  if (!connections.listeners('error').includes(ignore)) connections.on('error', ignore);
  return {
    query: queryOn(connections),
    transaction: async (work, limits) => {
      const client = await checkOut(connections);
      const begun = async (tx: PoolClient) => {
        if (options.prepare === undefined) prepares = knownAsDirect(client) ?? (await isDirect(client));
        return work(tx, queryOn(client), true);
      };
      return runInTransaction(client, begun, limits);
    },
    close: async () => undefined,
  };
}

/**
 * Takes a connection and listens for its errors from that moment on. The server may close it between two statements, or
 * in the same packet in which it says that it is ready, and an error without a listener would end the process. A
 * promise would come too late for that packet. The next statement fails anyway. A destroyed client keeps the listener,
 * because its last error comes later.
 */
function checkOut(pool: Pool): Promise<PoolClient> {
  return new Promise((resolve, reject) => {
    pool.connect((error, client) => {
      if (client === undefined) {
        reject(error);
        return;
      }
      client.on('error', ignore);
      resolve(client);
    });
  });
}

async function runInTransaction<Result>(
  client: PoolClient,
  work: (tx: PoolClient) => Promise<Result>,
  { signal, frame }: PostgresSourceLimits,
): Promise<Result> {
  let destroyed = false;
  // Whether the savepoint of the frame is there to go back to.
  let open = false;
  // The connection ends with the transaction, so a callback that still runs cannot reach another transaction.
  const destroy = () => {
    if (destroyed) return;
    destroyed = true;
    client.release(true);
  };
  if (signal.aborted) {
    client.off('error', ignore);
    client.release();
    throw signal.reason;
  }
  const spare = onAbort(signal, destroy);
  try {
    await client.query(`BEGIN ISOLATION LEVEL READ COMMITTED; ${frame.opening}`);
    open = true;
    const guarded = guardClient(client);
    const result = await work(guarded.client);
    guarded.assertNothingRefused();
    signal.throwIfAborted();
    // From here on the server decides. Closing the connection would only hide what it decided.
    spare();
    open = false;
    await client.query(`${frame.closing}; COMMIT`);
    return result;
  } catch (error) {
    if (destroyed) throw error;
    const lost = open ? await client.query(frame.undoing).then(ignore, lostTransaction) : undefined;
    await client.query('ROLLBACK').catch(destroy);
    throw lost ?? error;
  } finally {
    spare();
    if (!destroyed) {
      client.off('error', ignore);
      client.release();
    }
  }
}

/** The error, if it says that the open transaction was a different one. */
function lostTransaction(error: unknown): unknown {
  return isLostTransaction(error) ? error : undefined;
}

function rowsOf({ rows }: { readonly rows: unknown[] }): unknown[] {
  return rows;
}

function ignore(): void {}
