import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';

/** What the ledger says about who owns what, whatever it lives in. */
export function describeEntitlementsContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`entitlements on ${name}`, () => {
    let partner: ContractWorld<Tx>['partner'];
    let orderId: string;
    let paid: ContractWorld<Tx>['paid'];
    let make: ContractWorld<Tx>['make'];
    let close: ContractWorld<Tx>['close'];
    beforeEach(async () => {
      ({ partner, orderId, paid, make, close } = await openWorld(open));
    });
    afterEach(() => close());

    it('says what a user owns, does not own, and cannot know yet', async () => {
      const fulfillment = make();
      const [refunded = '', open = ''] = paid(2);
      partner.say(refunded, { sku: 'castle' }).say(open, { status: 'ORDER_IN_PROGRESS', sku: 'garden' });
      await fulfillment.grant({ orderId, userKey: USER });
      await fulfillment.grant({ orderId: refunded, userKey: USER });
      await fulfillment.grant({ orderId: open, userKey: USER });
      partner.say(refunded, { status: 'REFUNDED', sku: 'castle' });
      await fulfillment.refresh({ orderId: refunded });
      const entitlements = await fulfillment.entitlements(USER);
      expect(entitlements.ownershipOf('coins.100')).toBe('owned');
      expect(entitlements.ownershipOf('castle')).toBe('not_owned');
      expect(entitlements.ownershipOf('garden')).toBe('unknown');
      expect(entitlements.ownershipOf('never.bought')).toBe('not_owned');
    });

    it('says not owned about no product while an order with an unknown product is open', async () => {
      const fulfillment = make();
      partner.say(orderId, { status: 'ERROR', sku: undefined });
      await fulfillment.grant({ orderId, userKey: USER });
      const entitlements = await fulfillment.entitlements(USER);
      expect(entitlements.complete).toBe(false);
      expect(entitlements.ownershipOf('castle')).toBe('unknown');
    });
  });
}
