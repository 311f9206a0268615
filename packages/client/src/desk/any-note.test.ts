import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { near } from '../../../../test/fuzz/hostile.js';
import { lab, OTHER_ORDER, SKU } from '../../test/support/lab.js';

const DAY = 86_400_000;
const AT = 1_700_000_000_000 - 60_000;

const NOTES = [
  { openedAt: AT },
  { openedAt: AT, noticedAt: AT, orderId: OTHER_ORDER, replaced: { openedAt: AT, hostSaid: 'failure' } },
  { openedAt: AT, noticedAt: AT, hostSaid: 'charge', seen: [OTHER_ORDER], replaced: { openedAt: AT } },
  { openedAt: AT, noticedAt: AT, hostSaid: 'approval', seen: [] },
  { openedAt: AT, noticedAt: AT, hostSaid: 'silence' },
];
const HISTORY = {
  hasNext: false,
  orders: [{ orderId: OTHER_ORDER, sku: SKU, status: 'REFUNDED', date: '' }],
};

describe('whatever a storage holds in the place of a note', () => {
  it('a recovery and a purchase end, and after three days the product is for sale', async () => {
    await fc.assert(
      fc.asyncProperty(near(NOTES), fc.boolean(), async (note, isListed) => {
        const { store, clock, start } = lab({
          getCompletedOrRefundedOrders: () => HISTORY,
          ...(isListed && { getPendingOrders: () => ({ orders: [{ orderId: OTHER_ORDER }] }) }),
        });
        store.set('ait-iap.open-orders', JSON.stringify({ [SKU]: note }));
        const ended = vi.fn();
        const { iap } = start();
        void iap.recover({ grant: () => true }).then(() => ended('recovery'));
        await clock.advance(60_000);
        void start()
          .iap.purchase(SKU, { grant: () => true })
          .then(() => ended('purchase'));
        await clock.advance(20 * 60_000);
        expect(ended.mock.calls).toEqual([['recovery'], ['purchase']]);
        if (isListed) return;
        await clock.advance(3 * DAY);
        const { iap: later, bridge } = start();
        void later.purchase(SKU, { grant: () => true });
        await clock.advance(20_000);
        expect(bridge.sheets).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});
