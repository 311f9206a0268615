import type { Pool, PoolClient } from 'pg';
import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import { loadPackage, passOn } from '../errors/package-missing-error.js';
import { isPostgresAddress, problemOfAddress } from '../options/database-address.js';
import { fulfillmentOptions as read } from '../options/fulfillment-options.js';
import { type BorrowedClient, borrowClient, queryOnce } from './borrow-client.js';
import { guardClient } from './guard-client.js';
import { isDirect, knownAsDirect } from './is-direct.js';
import { isWithoutStatements } from './postgres-error.js';
import type { PostgresQuery, PostgresSource, PostgresSourceLimits } from './postgres-source.js';
import { statementNames } from './statement-names.js';
import { isLostTransaction } from './transaction-frame.js';

// Less than a transaction may take, so that the error says what was waited for. Without it, `pg` waits for ever for a
// server that accepts a connection and then says nothing.
const CONNECT_TIMEOUT_MS = 8_000;

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
    query: async (text, values, signal) => (await open()).source.query(text, values, signal),
    transaction: async (work, limits) => (await open()).source.transaction(work, limits),
    close: async () => {
      await (await opening)?.pool.end();
    },
  };
}

async function openPool(connectionString: string): Promise<Pool> {
  const { Pool } = await loadPackage('pg', 'connect to PostgreSQL', () => import('pg').catch(passOn));
  return new Pool({
    connectionString,
    application_name: 'ait-iap',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
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
    query: async (text, values, signal) => {
      if (signal === undefined) return queryOn(connections)(text, values);
      // A transaction sets a time limit on the server. For a read that would take another round trip.
      return queryOnce(connections, signal, (client) => queryOn(client)(text, values));
    },
    transaction: async (work, limits) => {
      const borrowed = await borrowClient(connections, limits.signal);
      const { client } = borrowed;
      const begun = async (tx: PoolClient) => {
        if (options.prepare === undefined) prepares = knownAsDirect(client) ?? (await isDirect(client));
        return work(tx, queryOn(client), true);
      };
      return runInTransaction(borrowed, begun, limits).finally(borrowed.giveBack);
    },
    close: async () => undefined,
  };
}

async function runInTransaction<Result>(
  { client, close }: Pick<BorrowedClient, 'client' | 'close'>,
  work: (tx: PoolClient) => Promise<Result>,
  { signal, frame }: PostgresSourceLimits,
): Promise<Result> {
  // Whether the savepoint of the frame is there to go back to.
  let open = false;
  try {
    await client.query(`BEGIN ISOLATION LEVEL READ COMMITTED; ${frame.opening}`);
    open = true;
    const guarded = guardClient(client);
    const result = await work(guarded.client);
    guarded.assertNothingRefused();
    signal.throwIfAborted();
    open = false;
    await client.query(`${frame.closing}; COMMIT`);
    return result;
  } catch (error) {
    if (signal.aborted) throw error;
    const lost = open ? await client.query(frame.undoing).then(ignore, lostTransaction) : undefined;
    await client.query('ROLLBACK').catch(close);
    // The client believes that they are there, so each later statement on this connection would fail, too.
    if (isWithoutStatements(error)) close();
    throw lost ?? error;
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
