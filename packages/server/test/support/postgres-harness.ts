import { Pool, type PoolClient } from 'pg';
import type { PostgresQuery, PostgresSource } from '../../src/postgres/postgres-source.js';
import { fromPool, postgresStore } from '../../src/postgres.js';
import type { Item, LedgerHarness } from './ledger-harness.js';
import { plainTransaction } from './plain-transaction.js';
import type { PostgresServer } from './postgres-server.js';
import { UsedSchemas } from './used-schemas.js';

/** How a tool reaches PostgreSQL, and how it writes the application's rows. */
export interface PostgresTool<Tx> {
  connect(pool: Pool): PostgresSource<Tx>;
  addItem: LedgerHarness<Tx>['addItem'];
  removeItem: LedgerHarness<Tx>['removeItem'];
  run: LedgerHarness<Tx>['run'];
}

/** The `pg` client itself as the tool. */
export const pgTool: PostgresTool<PoolClient> = {
  connect: fromPool,
  addItem: async (tx, order) => {
    await tx.query('insert into items values ($1, $2, $3)', [order.orderId, order.userKey, order.sku]);
  },
  removeItem: async (tx, order) => {
    await tx.query('delete from items where order_id = $1', [order.orderId]);
  },
  run: async (tx, sql) => {
    await tx.query(sql);
  },
};

/** What somebody writes who has read the documentation of `PostgresSource` and nothing else. */
export const handWrittenTool: PostgresTool<PoolClient> = {
  ...pgTool,
  connect: (pool) => ({
    query: async (text, values) => (await pool.query(text, [...values])).rows,
    transaction: (work) =>
      plainTransaction(pool, (client) => {
        const query: PostgresQuery = async (text, values) => (await client.query(text, [...values])).rows;
        return work(client, query);
      }),
    close: async () => undefined,
  }),
};

interface Owner {
  readonly server: PostgresServer;
  readonly tool: unknown;
  readonly connections: number;
}
const owners: { readonly owner: Owner; readonly used: UsedSchemas }[] = [];

/** Each tool has schemas of its own, so that each has made their tables. */
function usedBy(owner: Owner): UsedSchemas {
  const { server, tool, connections } = owner;
  const known = owners.find(
    (each) =>
      each.owner.server === server && each.owner.tool === tool && each.owner.connections === connections,
  );
  if (known) return known.used;
  const used = new UsedSchemas(server, connections);
  owners.push({ owner, used });
  return used;
}

export async function postgresHarness<Tx>(
  server: PostgresServer,
  tool: PostgresTool<Tx>,
  connections = 5,
): Promise<LedgerHarness<Tx>> {
  const used = usedBy({ server, tool, connections });
  const schema = await used.take(async (pool) => {
    await postgresStore(tool.connect(pool)).migrate();
    await pool.query('create table items (order_id text, user_key text, sku text)');
  });
  const { pool, connectionString } = schema;
  const others: Pool[] = [];
  return {
    store: postgresStore(tool.connect(pool)),
    database: connectionString,
    another: () => {
      const other = new Pool({ connectionString, max: connections });
      others.push(other);
      return postgresStore(tool.connect(other));
    },
    addItem: tool.addItem,
    removeItem: tool.removeItem,
    run: tool.run,
    items: async () =>
      (await pool.query<Item>('select order_id as "orderId", user_key as "userKey", sku from items')).rows,
    ask: async <Row>({ name, sql }: { readonly name: string; readonly sql: string }) =>
      (await pool.query({ name, text: sql })).rows as Row[],
    close: async () => {
      await Promise.all(others.map((other) => other.end()));
      await used.giveBack(schema);
    },
  };
}
