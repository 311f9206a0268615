import { sql as drizzleSql, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { pgTable, text } from 'drizzle-orm/pg-core';
import {
  CamelCasePlugin,
  CompiledQuery,
  Kysely,
  ParseJSONResultsPlugin,
  PostgresDialect,
  type Transaction,
} from 'kysely';
import type { Pool } from 'pg';
import {
  fromDrizzle,
  fromKysely,
  fromPrisma,
  type PostgresSource,
  type PrismaExecutor,
} from '../../src/postgres.js';
import { plainTransaction } from './plain-transaction.js';
import type { PostgresTool } from './postgres-harness.js';

interface AppDatabase {
  items: { orderId: string; userKey: string; sku: string };
}

// The usual ones: they rename columns and read texts in every answer, and neither is for the ledger's own.
const plugins = [new CamelCasePlugin(), new ParseJSONResultsPlugin()];

/** Kysely, with an instance of the application. */
export const kyselyTool: PostgresTool<Transaction<AppDatabase>> = {
  connect: (pool) => fromKysely(new Kysely<AppDatabase>({ dialect: new PostgresDialect({ pool }), plugins })),
  addItem: async (tx, { orderId, userKey, sku }) => {
    await tx.insertInto('items').values({ orderId, userKey, sku }).execute();
  },
  removeItem: async (tx, { orderId }) => {
    await tx.deleteFrom('items').where('orderId', '=', orderId).execute();
  },
  run: async (tx, text) => {
    await tx.executeQuery(CompiledQuery.raw(text));
  },
};

/** The application's table, as Drizzle knows it. */
export const items = pgTable('items', {
  orderId: text('order_id'),
  userKey: text('user_key'),
  sku: text('sku'),
});
const drizzleHost = (pool: Pool) => fromDrizzle(drizzle({ client: pool, schema: { items } }), drizzleSql);
type DrizzleTx = ReturnType<typeof drizzleHost> extends PostgresSource<infer Tx> ? Tx : never;

/** Drizzle, with the application's schema. */
export const drizzleTool: PostgresTool<DrizzleTx> = {
  connect: drizzleHost,
  addItem: async (tx, { orderId, userKey, sku }) => {
    await tx.insert(items).values({ orderId, userKey, sku });
  },
  removeItem: async (tx, { orderId }) => {
    await tx.delete(items).where(eq(items.orderId, orderId));
  },
  run: async (tx, text) => {
    await tx.execute(drizzleSql.raw(text));
  },
};

/**
 * Stands in for a generated PrismaClient, which cannot be made without downloading an engine: the two functions that
 * `fromPrisma` uses, with Prisma's documented behaviour, on a real server.
 */
function prismaStandIn(pool: Pool) {
  const executor = (client: Pick<Pool, 'query'>): PrismaExecutor => ({
    $queryRawUnsafe: async (query, ...values) => (await client.query(query, values)).rows,
  });
  return {
    ...executor(pool),
    $transaction: <Result>(work: (tx: PrismaExecutor) => Promise<Result>): Promise<Result> =>
      plainTransaction(pool, (client) => work(executor(client))),
  };
}

/** Prisma, as its documentation describes it. */
export const prismaTool: PostgresTool<PrismaExecutor> = {
  connect: (pool) => fromPrisma(prismaStandIn(pool)),
  addItem: async (tx, { orderId, userKey, sku }) => {
    await tx.$queryRawUnsafe('insert into items values ($1, $2, $3)', orderId, userKey, sku);
  },
  removeItem: async (tx, { orderId }) => {
    await tx.$queryRawUnsafe('delete from items where order_id = $1', orderId);
  },
  run: async (tx, text) => {
    await tx.$queryRawUnsafe(text);
  },
};
