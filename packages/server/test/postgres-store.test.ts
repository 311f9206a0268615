import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createOrderId } from '@ait-iap/protocol';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createFulfillment } from '../src/fulfillment/create-fulfillment.js';
import { dueWorkOf } from '../src/fulfillment/due-work.js';
import { createIapHandler } from '../src/http/create-iap-handler.js';
import { findOrder } from '../src/ledger/find-order.js';
import type { LedgerStore } from '../src/ledger/ledger-store.js';
import { fromPool, postgresStore } from '../src/postgres.js';
import { describeBacklogContract } from './support/backlog-contract.js';
import { describeCallbackContract } from './support/callback-contract.js';
import { describeFulfillmentContract } from './support/fulfillment-contract.js';
import { describeHealthContract } from './support/health-contract.js';
import { ManualClock } from './support/manual-clock.js';
import { pgTool, postgresHarness } from './support/postgres-harness.js';
import { type PostgresServer, startPostgres } from './support/postgres-server.js';
import { ScriptedPartner } from './support/scripted-partner.js';
import { describeTimeLimitContract } from './support/time-limit-contract.js';
import {
  describePostgresTransactionContract,
  describeTransactionContract,
} from './support/transaction-contract.js';
import { describeWebhookContract } from './support/webhook-contract.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describeFulfillmentContract('PostgreSQL through pg', () => postgresHarness(server, pgTool));
describeBacklogContract('PostgreSQL through pg', () => postgresHarness(server, pgTool));
describeCallbackContract('PostgreSQL through pg', () => postgresHarness(server, pgTool));
describeTransactionContract('PostgreSQL through pg', () => postgresHarness(server, pgTool));
describeHealthContract(
  'PostgreSQL through pg',
  () => postgresHarness(server, pgTool),
  'alter table ait_iap_migrations add constraint full_disk check (false) not valid',
);
describeTimeLimitContract('PostgreSQL through pg', (connections) =>
  postgresHarness(server, pgTool, connections),
);
describePostgresTransactionContract('PostgreSQL through pg', () => postgresHarness(server, pgTool));
describeWebhookContract('PostgreSQL', () => postgresHarness(server, pgTool));

describe('the PostgreSQL store', () => {
  const openStore = async () => {
    const store = postgresStore(await server.newSchema());
    onTestFinished(() => store.close());
    return store;
  };

  it('says what to run when the ledger was never migrated', async () => {
    const store = await openStore();
    await expect(store.read(async () => undefined)).rejects.toThrow(/npx ait-iap-server migrate/);
    await store.migrate();
    await store.read(async () => undefined);
  });

  it('lets exactly one of several processes apply each migration', async () => {
    const url = await server.newSchema();
    const stores = Array.from({ length: 4 }, () => postgresStore(url));
    onTestFinished(async () => {
      await Promise.all(stores.map((store) => store.close()));
    });
    const reports = await Promise.all(stores.map((store) => store.migrate()));
    const applied = reports.flatMap((report) => report.applied);
    expect(applied).toEqual([...new Set(applied)]);
    expect(applied.length).toBeGreaterThan(0);
  });

  it('reports a server that cannot be reached as a failure to try again', async () => {
    const store = postgresStore('postgres://nobody:secret@127.0.0.1:1/none');
    onTestFinished(() => store.close());
    const failure = await store.health().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'LEDGER_UNAVAILABLE', retryable: true });
    expect(JSON.stringify(failure)).not.toContain('secret');
  });

  it('hands out no more due orders than requested, also when its statistics are for a table with one row', async () => {
    const harness = await postgresHarness(server, pgTool);
    onTestFinished(() => harness.close());
    const clock = new ManualClock();
    const partner = new ScriptedPartner();
    const { store, addItem: onGrant, removeItem: onRevoke } = harness;
    const fulfillment = createFulfillment({ partner, store, clock, onGrant, onRevoke });
    const grantMany = async (count: number) => {
      for (let order = 0; order < count; order += 1) {
        const orderId = createOrderId();
        partner.say(orderId, {});
        await fulfillment.grant({ orderId, userKey: 'user-1' });
      }
    };
    await grantMany(50);
    await harness.ask({ name: 'empty', sql: 'delete from ait_iap_orders' });
    await grantMany(1);
    await harness.ask({ name: 'statistics', sql: 'vacuum analyze ait_iap_orders' });
    await grantMany(49);
    clock.advance(2 * 3_600_000);
    const taken = await dueWorkOf(fulfillment).take({ limit: 20, leaseMs: 60_000 });
    expect(taken).toHaveLength(20);
  });

  it('stops a statement in the database when the time is up', async () => {
    const store = await openStore();
    await store.migrate();
    const started = performance.now();
    const result = store.transaction(({ tx }) => tx.query('select pg_sleep(600)'), { timeoutMs: 100 });
    await expect(result).rejects.toMatchObject({ code: 'LEDGER_TIMEOUT' });
    // The statement's own end is far away, also for a machine that is busy.
    expect(performance.now() - started).toBeLessThan(120_000);
  });

  it('stops a read in the database when nobody waits for it any more', async () => {
    const url = await server.newSchema();
    const store = postgresStore(url);
    onTestFinished(() => store.close());
    await store.migrate();
    const others = new Pool({ connectionString: url, max: 1 });
    onTestFinished(() => others.end());
    await others.query('begin; lock table ait_iap_orders in access exclusive mode');
    const observer = new Pool({ connectionString: url, max: 1 });
    onTestFinished(() => observer.end());
    const waiting = async () => {
      const { rows } = await observer.query(
        "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      return rows[0].count;
    };
    for (let round = 0; round < 3; round += 1) {
      const caller = new AbortController();
      const reads = Array.from({ length: 4 }, () =>
        store.read((ledger) => findOrder(ledger, createOrderId()), { signal: caller.signal }),
      );
      await expect.poll(waiting).toBe(4);
      caller.abort(new Error('the caller left'));
      expect(await Promise.allSettled(reads)).toMatchObject(Array(4).fill({ status: 'rejected' }));
      await expect.poll(waiting).toBe(0);
    }
  });

  it.each([
    ['read', (store: LedgerStore<unknown>) => store.read((ledger) => findOrder(ledger, createOrderId()))],
    [
      'transaction',
      (store: LedgerStore<unknown>) => store.transaction((ledger) => findOrder(ledger, createOrderId())),
    ],
  ])(
    'gives up a connection that has lost its prepared statements with the %s that finds out',
    async (_, use) => {
      const pool = new Pool({ connectionString: await server.newSchema(), max: 1 });
      onTestFinished(() => pool.end());
      const store = postgresStore(fromPool(pool, { prepare: true }));
      await store.migrate();
      await use(store);
      await pool.query('discard all');
      await expect(use(store)).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE', retryable: true });
      await use(store);
    },
  );

  it('does not commit when onGrant swallows the error of a statement', async () => {
    const harness = await postgresHarness(server, pgTool);
    onTestFinished(() => harness.close());
    const orderId = createOrderId();
    const fulfillment = createFulfillment({
      partner: new ScriptedPartner().say(orderId, {}),
      store: harness.store,
      onGrant: async (tx) => {
        await tx.query('insert into no_such_table values (1)').catch(() => undefined);
      },
      onRevoke: harness.removeItem,
    });
    await expect(fulfillment.grant({ orderId, userKey: 'user-1' })).rejects.toMatchObject({
      code: 'LEDGER_UNAVAILABLE',
    });
    expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'none' });
  });

  it('refuses a client that is used after its transaction has ended', async () => {
    const store = await openStore();
    await store.migrate();
    const kept = await store.transaction(async ({ tx }) => ({ tx }));
    expect(() => kept.tx.query('select 1')).toThrow(/transaction has ended/);
  });

  it('fails in time when the server accepts the connection and does not answer', async () => {
    const silent = createServer(() => undefined);
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    const { port } = silent.address() as AddressInfo;
    const clock = new ManualClock();
    const pool = new Pool({ connectionString: `postgres://user@127.0.0.1:${port}/none` });
    onTestFinished(() => {
      silent.close();
    });
    const fulfillment = createFulfillment({
      partner: new ScriptedPartner(),
      store: postgresStore(pool, { clock }),
      onGrant: () => undefined,
      onRevoke: () => undefined,
      clock,
    });
    const handler = createIapHandler({ fulfillment, appName: 'shop', authenticate: () => 'user-1', clock });
    const health = fulfillment.health();
    const answer = handler(new Request('https://shop.test/healthz'));
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(4_000);
    await expect(health).rejects.toMatchObject({ code: 'LEDGER_TIMEOUT' });
    expect((await answer).status).toBe(503);
  });

  it.each([
    ['read', (store: LedgerStore<unknown>) => store.read((ledger) => findOrder(ledger, createOrderId()))],
    ['transaction', (store: LedgerStore<unknown>) => store.transaction(async () => 1)],
  ])('says about a %s that no connection could be opened in time', async (_, use) => {
    const url = await server.newSchema();
    const pool = new Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 50 });
    onTestFinished(() => pool.end());
    const store = postgresStore(pool);
    await store.migrate();
    await use(store);
    const taken = await pool.connect();
    const failure = await use(store).catch((error: unknown) => error);
    taken.release();
    expect(failure).toMatchObject({ code: 'LEDGER_UNAVAILABLE', retryable: true });
    expect((failure as Error).message).toContain('no connection could be opened in time');
  });

  it('survives the end of its connection by the server, on a pool without an error listener', async () => {
    const pool = new Pool({ connectionString: await server.newSchema(), max: 1 });
    onTestFinished(() => pool.end());
    const store = postgresStore(pool);
    await store.migrate();
    const ended = store.transaction(async ({ tx }) => {
      const { rows } = await tx.query('select pg_backend_pid() as pid');
      const other = new Pool({ connectionString: server.url, max: 1 });
      await other.query('select pg_terminate_backend($1)', [rows[0].pid]);
      await other.end();
    });
    await expect(ended).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE', retryable: true });
    await store.transaction(async ({ tx }) => tx.query('select 1'));
  });

  it('lets the server end a transaction whose process hangs', async () => {
    const store = postgresStore(await server.newSchema(), { clock: new ManualClock() });
    onTestFinished(() => store.close());
    await store.migrate();
    // The clock of the process stands still, as that of a process that was stopped.
    const hanging = store.transaction(
      async ({ tx }) => {
        await tx.query('create table held (x integer)');
        await new Promise((resolve) => setTimeout(resolve, 2_600));
        await tx.query('select 1');
      },
      { timeoutMs: 100 },
    );
    await expect(hanging).rejects.toThrow();
    await store.transaction(async ({ tx }) => tx.query('create table held (x integer)'));
  });

  it('loses no connection of the pool to aborted transactions', async () => {
    const pool = new Pool({ connectionString: await server.newSchema(), max: 2 });
    onTestFinished(() => pool.end());
    const store = postgresStore(pool);
    await store.migrate();
    const never = new Promise<never>(() => undefined);
    for (let i = 0; i < 5; i += 1) {
      await expect(store.transaction(() => never, { timeoutMs: 20 })).rejects.toThrow(/time was up/);
    }
    await store.transaction(async ({ tx }) => tx.query('select 1'));
  });
});
