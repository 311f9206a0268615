import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import { createIapHandler } from '../../src/http/create-iap-handler.js';
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

    it('is bad when nothing can be written any more, while the process is alive', async () => {
      const { fulfillment, get } = backend();
      await run(fillDisk);
      await expect(fulfillment.health()).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
      expect((await get('/healthz')).status).toBe(503);
      expect(await get('/livez')).toEqual({ status: 200, body: { status: 'ok' } });
    });

    it('is bad when a newer version has changed the tables', async () => {
      const { fulfillment, get } = backend();
      await run('insert into ait_iap_migrations (version, applied_at) values (999, 0)');
      await expect(fulfillment.health()).rejects.toMatchObject({ code: 'LEDGER_SCHEMA' });
      expect((await get('/healthz')).status).toBe(503);
    });

    it('counts the orders that break an invariant, and no longer those that were mended', async () => {
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

    it('is looked at once for all who ask at the same moment', async () => {
      const { fulfillment } = backend();
      const answers = await Promise.all(Array.from({ length: 20 }, () => fulfillment.health()));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    });
  });
}
