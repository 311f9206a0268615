import { createOrderId } from '@ait-iap/protocol';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createFulfillment } from '../src/fulfillment/create-fulfillment.js';
import {
  fromKysely,
  fromPool,
  type PostgresStore,
  postgresRateBudget,
  postgresStore,
} from '../src/postgres.js';
import { type PostgresServer, startPostgres } from './support/postgres-server.js';
import { ScriptedPartner } from './support/scripted-partner.js';
import { startTransactionPooler } from './support/transaction-pooler.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

async function openPool() {
  const schema = await server.newSchema();
  const direct = postgresStore(schema);
  await direct.migrate();
  await direct.close();
  const pooler = await startTransactionPooler(schema);
  const pool = new Pool({ connectionString: pooler.url, max: 3 });
  onTestFinished(async () => {
    await pooler.close();
    await pool.end();
  });
  return { pool, pooler };
}

/** Grants orders one after the other and at the same time; each statement of the ledger is sent many times. */
async function grantMany<Tx>(store: PostgresStore<Tx>) {
  const partner = new ScriptedPartner();
  const fulfillment = createFulfillment({
    partner,
    store,
    onGrant: () => undefined,
    onRevoke: () => undefined,
  });
  const orders = Array.from({ length: 12 }, () => createOrderId());
  for (const orderId of orders) partner.say(orderId, {});
  const grant = (orderId: string) => fulfillment.grant({ orderId, userKey: 'user-1' });
  const outcomes: string[] = [];
  for (const orderId of orders.slice(0, 6)) outcomes.push((await grant(orderId)).outcome);
  outcomes.push(...(await Promise.all(orders.slice(6).map(grant))).map(({ outcome }) => outcome));
  for (const orderId of orders) partner.say(orderId, { status: 'REFUNDED' });
  for (const orderId of orders) outcomes.push((await fulfillment.refresh({ orderId })).change);
  return outcomes;
}

const ALL_WELL = [...Array(12).fill('granted'), ...Array(12).fill('revoked')];

describe('behind a pooler that gives each transaction another connection', () => {
  it('grants and revokes with a pool, which detects the pooler by itself', async () => {
    const { pool, pooler } = await openPool();
    expect(await grantMany(postgresStore(pool))).toEqual(ALL_WELL);
    expect(pooler.swaps).toBeGreaterThan(10);
  });

  it('grants and revokes with Kysely', async () => {
    const { pool } = await openPool();
    const db = new Kysely<object>({ dialect: new PostgresDialect({ pool }) });
    expect(await grantMany(postgresStore(fromKysely(db)))).toEqual(ALL_WELL);
  });

  it('counts the calls of a minute', async () => {
    const { pool } = await openPool();
    const budget = postgresRateBudget(pool);
    onTestFinished(() => budget.close());
    for (let call = 0; call < 12; call += 1) (await budget.take('interactive')).done();
    const { rows } = await pool.query('select sum(points)::integer as calls from ait_iap_rate_budget');
    expect(rows[0].calls).toBe(12);
  });

  it('names prepared statements and the solution when they are used anyway', async () => {
    const { pool } = await openPool();
    const failure = await grantMany(postgresStore(fromPool(pool, { prepare: true }))).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'LEDGER_UNAVAILABLE', retryable: true });
    expect((failure as Error).message).toMatch(/prepared statement/);
    expect((failure as Error).message).toContain('{ prepare: false }');
  });
});

describe('without a pooler', () => {
  it('prepares the statements of the ledger once for each connection', async () => {
    const pool = new Pool({ connectionString: await server.newSchema(), max: 1 });
    onTestFinished(() => pool.end());
    const store = postgresStore(pool);
    await store.migrate();
    await grantMany(store);
    const { rows } = await pool.query("select 1 from pg_prepared_statements where name like 'ait_iap_%'");
    expect(rows.length).toBeGreaterThan(5);
  });
});
