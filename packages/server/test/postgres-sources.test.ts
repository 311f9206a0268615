import { createOrderId } from '@ait-iap/protocol';
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
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createFulfillment } from '../src/fulfillment/create-fulfillment.js';
import {
  fromDrizzle,
  fromKysely,
  fromPrisma,
  type PostgresSource,
  type PrismaExecutor,
} from '../src/postgres.js';
import { describeBacklogContract } from './support/backlog-contract.js';
import { describeCallbackContract } from './support/callback-contract.js';
import { describeFulfillmentContract } from './support/fulfillment-contract.js';
import { describeHealthContract } from './support/health-contract.js';
import { handWrittenTool, type PostgresTool, postgresHarness } from './support/postgres-harness.js';
import { type PostgresServer, startPostgres } from './support/postgres-server.js';
import { ScriptedPartner } from './support/scripted-partner.js';
import { describeTimeLimitContract } from './support/time-limit-contract.js';
import {
  describePostgresTransactionContract,
  describeTransactionContract,
} from './support/transaction-contract.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

interface AppDatabase {
  items: { orderId: string; userKey: string; sku: string };
}

// The usual ones: they rename columns and read texts in every answer, and neither is for the ledger's own.
const plugins = [new CamelCasePlugin(), new ParseJSONResultsPlugin()];

const kyselyTool: PostgresTool<Transaction<AppDatabase>> = {
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

const items = pgTable('items', { orderId: text('order_id'), userKey: text('user_key'), sku: text('sku') });
const drizzleHost = (pool: Pool) => fromDrizzle(drizzle({ client: pool, schema: { items } }), drizzleSql);
type DrizzleTx = ReturnType<typeof drizzleHost> extends PostgresSource<infer Tx> ? Tx : never;

const drizzleTool: PostgresTool<DrizzleTx> = {
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
    $transaction: async <Result>(work: (tx: PrismaExecutor) => Promise<Result>): Promise<Result> => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const result = await work(executor(client));
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
  };
}

const prismaTool: PostgresTool<PrismaExecutor> = {
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

function describeHost<Tx>(name: string, tool: PostgresTool<Tx>): void {
  const open = () => postgresHarness(server, tool);
  describeFulfillmentContract(name, open);
  describeBacklogContract(name, open);
  describeCallbackContract(name, open);
  describeTransactionContract(name, open);
  describePostgresTransactionContract(name, open);
  describeHealthContract(
    name,
    open,
    'alter table ait_iap_migrations add constraint full_disk check (false) not valid',
  );
  describeTimeLimitContract(name, (connections) => postgresHarness(server, tool, connections));
}

/** The same row: the query is built, and never run. */
const lazyItem = { orderId: createOrderId(), userKey: 'user-1', sku: 'coins.100' };

describe('a query that onGrant builds and returns', () => {
  const grantWith = async <Tx>(tool: PostgresTool<Tx>, onGrant: (tx: Tx) => unknown) => {
    const harness = await postgresHarness(server, tool);
    onTestFinished(() => harness.close());
    const { orderId } = lazyItem;
    const partner = new ScriptedPartner().say(orderId, {});
    const fulfillment = createFulfillment({
      partner,
      store: harness.store,
      onGrant,
      onRevoke: harness.removeItem,
    });
    const result = await fulfillment.grant({ orderId, userKey: 'user-1' }).catch((error: Error) => error);
    return { result, items: await harness.items() };
  };

  it('is refused with Kysely, which would not run it', async () => {
    const { result, items: rows } = await grantWith(kyselyTool, (tx) =>
      tx.insertInto('items').values(lazyItem),
    );
    expect(result).toMatchObject({ message: expect.stringContaining('never executed') });
    expect(rows).toEqual([]);
  });

  it('is run with Drizzle, because its queries run when they are awaited', async () => {
    const { result, items: rows } = await grantWith(drizzleTool, (tx) =>
      tx.insert(items).values({ orderId: lazyItem.orderId, userKey: 'user-1', sku: 'coins.100' }),
    );
    expect(result).toMatchObject({ outcome: 'granted' });
    expect(rows).toHaveLength(1);
  });

  it('is refused with Drizzle when it was only prepared', async () => {
    const { result, items: rows } = await grantWith(drizzleTool, (tx) =>
      tx.insert(items).values({ orderId: lazyItem.orderId }).prepare('add_item'),
    );
    expect(result).toMatchObject({ code: 'GRANT_CALLBACK_FAILED' });
    expect(rows).toEqual([]);
  });
});

describeHost('PostgreSQL through Kysely', kyselyTool);
describeHost('PostgreSQL through Drizzle', drizzleTool);
describeHost('PostgreSQL through Prisma', prismaTool);
describeHost('PostgreSQL through a host of the application', handWrittenTool);
