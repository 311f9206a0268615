import { type Clock, createOrderId } from '@ait-iap/protocol';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createFulfillment } from '../src/fulfillment/create-fulfillment.js';
import { OLDEST_VERSION, SCHEMA_VERSION } from '../src/ledger/migrations.js';
import { postgresStore } from '../src/postgres.js';
import { ManualClock } from './support/manual-clock.js';
import { type PostgresServer, startPostgres } from './support/postgres-server.js';
import { ScriptedPartner } from './support/scripted-partner.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const openPool = (connectionString: string) => {
  const pool = new Pool({ connectionString });
  onTestFinished(() => pool.end());
  return pool;
};
const nothing = () => undefined;

/** A long transaction that uses the tables, and ends with its connection at the end of the test at the latest. */
const beginBackup = async (pool: Pool) => {
  const client = await pool.connect();
  let isOpen = true;
  const end = async () => {
    if (isOpen) client.release(true);
    isOpen = false;
  };
  onTestFinished(end);
  await client.query('begin');
  await client.query('select count(*) from ait_iap_orders');
  return { end };
};

/** A clock that stands still, and tells how often somebody has paused on it without a limit of time. */
function countingClock() {
  const clock = new ManualClock();
  let pauses = 0;
  const sleep: Clock['sleep'] = (milliseconds, signal) => {
    if (signal === undefined) pauses += 1;
    return clock.sleep(milliseconds, signal);
  };
  return {
    clock: { now: clock.now, sleep },
    pauses: () => pauses,
    advance: (by: number) => clock.advance(by),
  };
}

/** A ledger that lacks its last step, as one of the version before. */
const openOldLedger = async (clock?: Clock) => {
  const url = await server.newSchema();
  const pool = openPool(url);
  const store = postgresStore(pool, { clock });
  await store.migrate();
  await pool.query(`delete from ait_iap_migrations where version = ${SCHEMA_VERSION}`);
  await pool.query('alter table ait_iap_orders drop column paid_again_heard');
  return { pool, store };
};

describe('a migration on PostgreSQL', () => {
  it('stays with the ledger that the search path leads to, and makes no empty one in front of it', async () => {
    const url = await server.newSchema();
    const orderId = createOrderId();
    const partner = new ScriptedPartner().say(orderId, {});
    const backend = async (pool: Pool) => {
      const store = postgresStore(pool);
      const { applied } = await store.migrate();
      const fulfillment = createFulfillment({ partner, store, onGrant: nothing, onRevoke: nothing });
      return { applied, outcome: (await fulfillment.grant({ orderId, userKey: 'user-1' })).outcome };
    };
    expect(await backend(openPool(url))).toMatchObject({ outcome: 'granted' });
    // A schema with the name of the role comes before all others, by PostgreSQL's own default of the search path.
    const schema = decodeURIComponent(url).split('search_path=')[1];
    await server.query('create schema in_front');
    const moved = new Pool({ connectionString: server.url, options: `-c search_path=in_front,${schema}` });
    onTestFinished(() => moved.end());
    expect(await backend(moved)).toEqual({ applied: [], outcome: 'already_granted' });
    const made = await server.query("select 1 from pg_class where relnamespace = 'in_front'::regnamespace");
    expect(made).toEqual([]);
  });

  it('puts its new tables beside the old ones', async () => {
    const { pool, store } = await openOldLedger();
    await pool.query('drop table ait_iap_askers');
    await pool.query('delete from ait_iap_migrations where version >= 6');
    await pool.query('drop trigger ait_iap_orders_closed on ait_iap_orders');
    await store.migrate();
    const { rows } = await pool.query(
      "select count(distinct relnamespace)::integer as schemas from pg_class where oid in (to_regclass('ait_iap_askers'), to_regclass('ait_iap_orders'))",
    );
    expect(rows).toEqual([{ schemas: 1 }]);
  });

  it('records which versions may keep working beside it', async () => {
    const { pool, store } = await openOldLedger();
    await pool.query('delete from ait_iap_ledger');
    await store.migrate();
    const { rows } = await pool.query("select value from ait_iap_ledger where name = 'oldest_version'");
    expect(rows).toEqual([{ value: String(OLDEST_VERSION) }]);
    expect(OLDEST_VERSION).toBeLessThanOrEqual(SCHEMA_VERSION);
  });

  it('lets others read and grant while it waits for a backup that uses the tables', async () => {
    const { clock, pauses, advance } = countingClock();
    const { pool, store } = await openOldLedger(clock);
    const backup = await beginBackup(pool);
    const migrated = store.migrate();
    // It gives up soon, and has nobody wait behind it until it comes back.
    await expect.poll(pauses, { timeout: 20_000 }).toBe(1);
    await pool.query("set statement_timeout = '5s'; select count(*) from ait_iap_orders");
    await backup.end();
    advance(3_000);
    expect(await migrated).toEqual({ applied: [SCHEMA_VERSION], schemaVersion: SCHEMA_VERSION });
  });

  it('says what it waited for without success', async () => {
    const { clock, pauses, advance } = countingClock();
    const { pool, store } = await openOldLedger(clock);
    await beginBackup(pool);
    const migrated = store.migrate();
    const failure = migrated.catch((error: unknown) => error);
    await expect.poll(pauses, { timeout: 20_000 }).toBe(1);
    advance(10 * 60_000);
    await expect(migrated).rejects.toThrow(/pg_stat_activity/);
    expect(await failure).toMatchObject({ code: 'LEDGER_TIMEOUT', retryable: true });
  });
});
