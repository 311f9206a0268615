import { createOrderId } from '@ait-iap/protocol';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createFulfillment } from '../src/fulfillment/create-fulfillment.js';
import { pgTool, postgresHarness } from './support/postgres-harness.js';
import { type PostgresServer, startPostgres } from './support/postgres-server.js';
import { ScriptedPartner } from './support/scripted-partner.js';

const USER = 'user-1';
const WAITING =
  'select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describe('transactions side by side on PostgreSQL', () => {
  it('redeem an intent once, however many orders of its product are granted at once', async () => {
    const harness = await postgresHarness(server, pgTool);
    onTestFinished(() => harness.close());
    const watcher = new Pool({ connectionString: harness.database, max: 1 });
    onTestFinished(() => watcher.end());
    const partner = new ScriptedPartner();
    const [first, second] = [createOrderId(), createOrderId()];
    for (const orderId of [first, second]) partner.say(orderId, { sku: 'gems' }, USER);
    let ended = false;
    const fulfillment = createFulfillment({
      partner,
      store: harness.store,
      intents: 'required',
      // Keeps its transaction open until the other one has ended, or waits for it.
      onGrant: async () => {
        await expect.poll(async () => ended || (await watcher.query(WAITING)).rows.length > 0).toBe(true);
      },
      onRevoke: () => undefined,
    });
    await fulfillment.createIntent({ userKey: USER, sku: 'gems' });
    const grants = [first, second].map(async (orderId) => {
      const { outcome } = await fulfillment.grant({ orderId, userKey: USER });
      ended = true;
      return outcome;
    });
    expect((await Promise.all(grants)).sort()).toEqual(['granted', 'refused']);
  });

  it('tell the server how long their statements may run', async () => {
    const harness = await postgresHarness(server, pgTool);
    onTestFinished(() => harness.close());
    const orderId = createOrderId();
    let limit = '';
    const fulfillment = createFulfillment({
      partner: new ScriptedPartner().say(orderId, {}, USER),
      store: harness.store,
      onGrant: async (tx) => {
        const { rows } = await tx.query("select setting from pg_settings where name = 'statement_timeout'");
        limit = String(rows[0].setting);
      },
      onRevoke: () => undefined,
    });
    await fulfillment.grant({ orderId, userKey: USER, deadline: Date.now() + 60_000 });
    expect(Number(limit)).toBeGreaterThan(0);
    expect(Number(limit)).toBeLessThanOrEqual(60_000);
  });
});
