import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OnGrant } from '../../src/fulfillment/callbacks.js';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ScriptedPartner } from './scripted-partner.js';

const USER = 'user-1';
const hang = () => new Promise<never>(() => undefined);

/** The same as `LedgerHarness`, on as few connections as are named. */
export type OpenWith<Tx> = (connections: number) => Promise<LedgerHarness<Tx>>;

/** What a callback that hangs cannot do, whatever the ledger lives in. */
export function describeTimeLimitContract<Tx>(name: string, open: OpenWith<Tx>): void {
  describe(`a hanging callback on ${name}`, () => {
    let harness: LedgerHarness<Tx>;
    let partner: ScriptedPartner;
    beforeEach(async () => {
      harness = await open(3);
      partner = new ScriptedPartner();
    });
    afterEach(() => harness.close());

    const make = (onGrant: OnGrant<Tx>, timeoutMs = 400) =>
      createFulfillment({ partner, store: harness.store, onGrant, onRevoke: harness.removeItem, timeoutMs });
    const paid = (count = 1) =>
      Array.from({ length: count }, () => {
        const orderId = createOrderId();
        partner.say(orderId, {});
        return orderId;
      });

    it('keeps no connection: with three of them on three connections, a fourth order is granted', async () => {
      const hanging = make(async (tx, order) => {
        await harness.addItem(tx, order);
        return hang();
      });
      const orders = paid(3);
      const stuck = await Promise.all(orders.map((orderId) => hanging.grant({ orderId, userKey: USER })));
      expect(stuck.map(({ outcome }) => outcome)).toEqual(['pending', 'pending', 'pending']);
      const [orderId = ''] = paid();
      const healthy = make(harness.addItem, 5_000);
      expect(await healthy.grant({ orderId, userKey: 'user-2' })).toMatchObject({ outcome: 'granted' });
      expect(await healthy.health()).toMatchObject({ schemaVersion: expect.any(Number) });
      expect((await harness.items()).map((item) => item.orderId)).toEqual([orderId]);
    });

    it('keeps no lock: the next call grants the same order', async () => {
      const [orderId = ''] = paid();
      const hanging = make(async (tx, order) => {
        await harness.addItem(tx, order);
        return hang();
      });
      await hanging.grant({ orderId, userKey: USER });
      const result = await make(harness.addItem, 5_000).grant({ orderId, userKey: USER });
      expect(result).toMatchObject({ outcome: 'granted' });
      expect(await harness.items()).toHaveLength(1);
    });

    it('writes nothing after its time was up', async () => {
      const [orderId = ''] = paid();
      const goOn = Promise.withResolvers<void>();
      const late = Promise.withResolvers<unknown>();
      const hanging = make(async (tx, order) => {
        await goOn.promise;
        await harness.addItem(tx, order).then(late.resolve, late.resolve);
      });
      await hanging.grant({ orderId, userKey: USER });
      goOn.resolve();
      expect(await late.promise).toMatchObject({ code: 'TRANSACTION_ENDED' });
      expect(await harness.items()).toEqual([]);
    });

    it('gets a clear error when it begins a transaction on the ledger inside its own', async () => {
      const [orderId = '', other = ''] = paid(2);
      const refused: unknown[] = [];
      const fulfillment = make(async (tx, order) => {
        await harness.addItem(tx, order);
        if (order.orderId !== orderId) return;
        refused.push(
          await fulfillment.grant({ orderId: other, userKey: USER }).catch((error: unknown) => error),
        );
        refused.push(await harness.store.transaction(async () => 1).catch((error: unknown) => error));
      }, 5_000);
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({ outcome: 'granted' });
      expect(refused).toEqual([
        expect.objectContaining({ code: 'TRANSACTION_CONTROL' }),
        expect.objectContaining({ code: 'TRANSACTION_CONTROL' }),
      ]);
      expect((refused[0] as Error).message).toContain('inside another one');
      expect(await fulfillment.grant({ orderId: other, userKey: USER })).toMatchObject({
        outcome: 'granted',
      });
    });

    it('may start work that begins a transaction after its own has ended', async () => {
      const [orderId = ''] = paid();
      const ended = Promise.withResolvers<void>();
      let later: Promise<unknown> | undefined;
      const fulfillment = make((tx, order) => {
        later = ended.promise.then(() => harness.store.transaction(async () => 'done'));
        return harness.addItem(tx, order);
      });
      await fulfillment.grant({ orderId, userKey: USER });
      ended.resolve();
      expect(await later).toBe('done');
    });
  });
}
