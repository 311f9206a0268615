import type { Clock } from '@ait-iap/protocol';
import type { Pool, PoolClient } from 'pg';
import { systemClock } from './clock/system-clock.js';
import { fulfillmentOptions as read } from './options/fulfillment-options.js';
import { fromPool } from './postgres/pool-source.js';
import type { PostgresSource } from './postgres/postgres-source.js';
import { PostgresStore } from './postgres/postgres-store.js';

export { TransactionControlError } from './ledger/transaction-control-error.js';
export {
  type DrizzleDatabase,
  type DrizzleExecutor,
  type DrizzleSql,
  fromDrizzle,
} from './postgres/drizzle-source.js';
export { fromKysely } from './postgres/kysely-source.js';
export { fromPool, type PoolOptions } from './postgres/pool-source.js';
export type { PostgresQuery, PostgresSource, PostgresSourceLimits } from './postgres/postgres-source.js';
export type { PostgresStore } from './postgres/postgres-store.js';
export { fromPrisma, type PrismaDatabase, type PrismaExecutor } from './postgres/prisma-source.js';
export type { TransactionFrame } from './postgres/transaction-frame.js';
export { type PostgresRateBudgetOptions, postgresRateBudget } from './rate-budget/postgres-rate-budget.js';

/** Options of {@link postgresStore}. */
export interface PostgresStoreOptions {
  /** The clock that it uses. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/**
 * Opens a ledger in PostgreSQL 14 or later, for one machine or many. Run `store.migrate()` or
 * `npx ait-iap-server migrate` when you deploy: unlike a SQLite file, a shared database does not change when it is
 * opened.
 *
 * `onGrant` and `onRevoke` get the `tx` of the source: a `PoolClient` for a pool or a connection string, or the
 * transaction of the tool with {@link fromKysely}, {@link fromDrizzle} or {@link fromPrisma}.
 *
 * It connects with the first call. `close()` ends only a pool that was opened here.
 *
 * @throws FulfillmentInputError if `source` is none of these, or an option is invalid
 * @example
 * const store = postgresStore(process.env.DATABASE_URL ?? '');
 * @example
 * const store = postgresStore(fromKysely(db)); // tx: Transaction<Database>
 */
export function postgresStore(
  source: Pool | string,
  options?: PostgresStoreOptions,
): PostgresStore<PoolClient>;
export function postgresStore<Tx>(
  source: PostgresSource<Tx>,
  options?: PostgresStoreOptions,
): PostgresStore<Tx>;
export function postgresStore(
  source: Pool | string | PostgresSource<unknown>,
  options: PostgresStoreOptions = {},
): PostgresStore<never> {
  const isPool = typeof source === 'string' || (typeof source === 'object' && source && 'connect' in source);
  const opened = isPool ? fromPool(source as Pool | string) : source;
  const remedy =
    'Pass a connection string, a pg Pool, or the result of fromKysely, fromDrizzle or fromPrisma.';
  read.optionalClock(options.clock);
  read.requireMethods('source', opened, ['query', 'transaction', 'close'], remedy);
  return new PostgresStore(opened as PostgresSource<never>, options.clock ?? systemClock);
}
