import type { Clock } from '@ait-iap/protocol';
import { Client, Pool, type PoolClient } from 'pg';
import { postgresStore } from '../../../src/postgres.js';
import type { PostgresServer } from '../../support/postgres-server.js';
import type { Settle } from '../time/run-time.js';
import { countingClient, InFlight } from './counting-client.js';
import { type StoryDatabase, TABLES } from './story-database.js';

// How long the server gets for an answer before it is asked whether it waits for a lock, in real milliseconds.
const PATIENCE_MS = 2;

const LOCKED =
  'select count(*)::int as locked from pg_locks join pg_stat_activity using (pid) where not granted and application_name = $1';

/** A ledger in a schema of its own on a real server. Two calls that run at once meet there as they do in production. */
export async function openPostgres(server: PostgresServer): Promise<StoryDatabase<PoolClient>> {
  // Nothing is lost when this server dies: stories are about order and not about the disk.
  const schema = await server.newSchema();
  const name = `story-${crypto.randomUUID()}`;
  const connectionString = schema.replace('options=', 'options=-c%20synchronous_commit%3Doff%20');
  const inFlight = new InFlight();
  const pools: Pool[] = [];
  const outside = new Client({ connectionString, application_name: `${name}-judge` });
  await outside.connect();
  const open = (clock: Clock) => {
    const pool = new Pool({
      connectionString,
      application_name: name,
      max: 5,
      idleTimeoutMillis: 0,
      Client: countingClient(inFlight),
    });
    pool.on('error', () => undefined);
    pools.push(pool);
    return postgresStore(pool, { clock });
  };
  await open({ now: () => 0, sleep: () => new Promise(() => undefined) }).migrate();
  for (const table of TABLES('bigserial primary key')) await outside.query(table);
  return {
    settle: settleWith(inFlight, outside, name),
    // A round trip costs real time, so more of them are under way at once.
    slicesMs: [0, 1, 5, 20, 50, 100],
    outlivesProcesses: false,
    open,
    give: async (tx, { orderId, userKey, sku }) => {
      await tx.query('insert into items (order_id, user_key, sku) values ($1, $2, $3)', [
        orderId,
        userKey,
        sku,
      ]);
      await tx.query("insert into journal (order_id, what) values ($1, 'granted')", [orderId]);
    },
    takeBack: async (tx, { orderId }) => {
      await tx.query('delete from items where order_id = $1', [orderId]);
      await tx.query("insert into journal (order_id, what) values ($1, 'revoked')", [orderId]);
    },
    retryInSavepoint: async (tx, write) => {
      await tx.query('savepoint own');
      await write();
      await tx.query('select 1 / 0').catch(() => tx.query('rollback to savepoint own'));
      await write();
      await tx.query('release savepoint own');
    },
    rollBackOnItsOwn: async (tx, write) => {
      await tx.query('begin');
      await write();
      await tx.query('rollback');
    },
    swallowFailure: async (tx) => {
      await tx.query('select 1 / 0').catch(() => undefined);
    },
    read: async (sql) => (await outside.query(sql)).rows,
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      const [{ schema }] = (await outside.query('select current_schema() as schema')).rows;
      await outside.query(`drop schema ${schema} cascade`);
      await outside.end();
    },
  };
}

/** Settled: every call has its answer, or waits for a lock that only time can free. */
function settleWith(inFlight: InFlight, outside: Client, name: string): Settle {
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return async () => {
    for (;;) {
      await turn();
      if (inFlight.count === 0) return;
      if ((await inFlight.next(PATIENCE_MS)) === 'answered') continue;
      const { rows } = await outside.query(LOCKED, [name]);
      if (rows[0].locked === inFlight.count) return;
    }
  };
}
