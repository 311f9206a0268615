import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import { createIapHandler } from '../../src/http/create-iap-handler.js';
import { SCHEMA_VERSION } from '../../src/ledger/migrations.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ScriptedPartner } from './scripted-partner.js';

const USER = 'user-1';

/** What a health check says, whatever the ledger lives in. */
export function describeHealthContract<Tx>(
  name: string,
  open: () => Promise<LedgerHarness<Tx>>,
  /** SQL after which nothing can be written, as on a full disk. */
  fillDisk: string,
): void {
  describe(`the health of a ledger on ${name}`, () => {
    let harness: LedgerHarness<Tx>;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());

    const backend = (partner = new ScriptedPartner()) => {
      const fulfillment = createFulfillment({
        partner,
        store: harness.store,
        onGrant: harness.addItem,
        onRevoke: harness.removeItem,
      });
      const handler = createIapHandler({ fulfillment, appName: 'shop', authenticate: () => USER });
      const get = async (path: string) => {
        const response = await handler(new Request(`https://shop.test${path}`));
        return { status: response.status, body: await response.json() };
      };
      return { fulfillment, get };
    };
    const run = (sql: string) => harness.store.transaction(({ tx }) => harness.run(tx, sql));

    it('is good while grants can be written', async () => {
      const { get } = backend();
      expect(await get('/healthz')).toMatchObject({
        status: 200,
        body: { status: 'ok', database: { brokenOrders: 0 } },
      });
    });

    it('is bad when nothing can be written any more, even if the process is alive', async () => {
      const { fulfillment, get } = backend();
      await run(fillDisk);
      await expect(fulfillment.health()).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
      expect((await get('/healthz')).status).toBe(503);
      expect(await get('/livez')).toEqual({ status: 200, body: { status: 'ok' } });
    });

    it.each([
      ['good', 'allows this version', SCHEMA_VERSION],
      ['bad', 'needs the newer version on all machines', SCHEMA_VERSION + 1],
      ['bad', 'says nothing about older versions', undefined],
    ])('is %s while a newer version is deployed that %s', async (health, _, oldest) => {
      const orderId = createOrderId();
      const { fulfillment, get } = backend(new ScriptedPartner().say(orderId, {}));
      await run("delete from ait_iap_ledger where name = 'oldest_version'");
      await run('insert into ait_iap_migrations (version, applied_at) values (999, 0)');
      await run('alter table ait_iap_orders add column of_tomorrow integer not null default 7');
      if (oldest !== undefined)
        await run(`insert into ait_iap_ledger values ('oldest_version', '${oldest}')`);
      expect((await get('/healthz')).status).toBe(health === 'good' ? 200 : 503);
      const granted = await fulfillment.grant({ orderId, userKey: USER });
      expect(granted.outcome).toBe('granted');
      // A machine of the old version that starts again meanwhile.
      const restarted = Promise.resolve().then(() => harness.another().read(async () => 'read'));
      if (health === 'good') expect(await restarted).toBe('read');
      else await expect(restarted).rejects.toMatchObject({ code: 'LEDGER_SCHEMA' });
    });

    it('counts the orders that break an invariant, and no longer those that were repaired', async () => {
      const orderId = createOrderId();
      const { fulfillment, get } = backend(new ScriptedPartner().say(orderId, {}));
      await fulfillment.grant({ orderId, userKey: USER });
      expect(await fulfillment.health()).toMatchObject({ brokenOrders: 0 });
      await run("update ait_iap_orders set status = 'REFUNDED', next_check_at = null");
      expect(await fulfillment.health()).toMatchObject({ brokenOrders: 1 });
      expect(await get('/healthz')).toMatchObject({ status: 200, body: { database: { brokenOrders: 1 } } });
      await run("update ait_iap_orders set status = 'PURCHASED'");
      expect(await fulfillment.health()).toMatchObject({ brokenOrders: 0 });
    });

    it('is checked once for all who ask at the same moment', async () => {
      const { fulfillment } = backend();
      const answers = await Promise.all(Array.from({ length: 20 }, () => fulfillment.health()));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    });
  });
}
