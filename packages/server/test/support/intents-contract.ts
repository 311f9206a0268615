import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';

const HOUR = 3_600_000;

/** That an order is granted to the user who meant to buy it, whatever the ledger lives in. */
export function describeIntentsContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`intents on ${name}`, () => {
    let harness: ContractWorld<Tx>['harness'];
    let clock: ContractWorld<Tx>['clock'];
    let orderId: string;
    let paid: ContractWorld<Tx>['paid'];
    let make: ContractWorld<Tx>['make'];
    let close: ContractWorld<Tx>['close'];
    beforeEach(async () => {
      ({ harness, clock, orderId, paid, make, close } = await openWorld(open));
    });
    afterEach(() => close());

    it('ties an order to the intent of its user and product', async () => {
      const fulfillment = make({ intents: 'required' });
      const refused = await fulfillment.grant({ orderId, userKey: USER });
      expect(refused).toMatchObject({ outcome: 'refused', reason: 'NO_INTENT' });
      expect(await harness.items()).toEqual([]);
      await fulfillment.createIntent({ userKey: USER, sku: 'castle' });
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({ reason: 'NO_INTENT' });
      const { intentId } = await fulfillment.createIntent({ userKey: USER, sku: 'coins.100' });
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('granted');
      const [granted] = (await fulfillment.timeline(orderId)).filter(({ kind }) => kind === 'granted');
      expect(granted?.detail).toMatchObject({ intentId });
    });

    it('redeems an intent once, and not after it has expired', async () => {
      const fulfillment = make({ intents: 'required' });
      const [second = ''] = paid(1);
      await fulfillment.createIntent({ userKey: USER, sku: 'coins.100', ttlMs: HOUR });
      await fulfillment.grant({ orderId, userKey: USER });
      expect(await fulfillment.grant({ orderId: second, userKey: USER })).toMatchObject({
        reason: 'NO_INTENT',
      });
      clock.advance(HOUR / 2);
      await fulfillment.createIntent({ userKey: USER, sku: 'coins.100', ttlMs: HOUR });
      clock.advance(HOUR);
      expect(await fulfillment.grant({ orderId: second, userKey: USER })).toMatchObject({
        reason: 'NO_INTENT',
      });
    });
  });
}
