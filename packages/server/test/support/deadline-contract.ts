import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';
import type { ManualClock } from './manual-clock.js';

/** What time does to a grant. */
export function describeDeadlineContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`deadlines on ${name}`, () => {
    let world: ContractWorld<Tx>;
    let harness: LedgerHarness<Tx>;
    let clock: ManualClock;
    let orderId: string;
    let make: ContractWorld<Tx>['make'];

    beforeEach(async () => {
      world = await openWorld(open);
      ({ harness, clock, orderId, make } = world);
    });
    afterEach(() => world.close());

    it('answers pending and rolls back when onGrant takes longer than the deadline', async () => {
      const started = Promise.withResolvers<void>();
      const fulfillment = make({
        onGrant: async (tx, order) => {
          await harness.addItem(tx, order);
          started.resolve();
          await new Promise<void>((resolve) => {
            order.signal.addEventListener('abort', () => resolve());
          });
        },
      });
      const result = fulfillment.grant({ orderId, userKey: USER, deadline: clock.now() + 5_000 });
      await started.promise;
      clock.advance(5_000);
      expect(await result).toEqual({ outcome: 'pending', orderId, reason: 'DEADLINE' });
      expect(await harness.items()).toEqual([]);
    });

    it('never answers granted after the deadline, even if the commit would still be possible', async () => {
      const fulfillment = make({
        onGrant: async (tx, order) => {
          await harness.addItem(tx, order);
          clock.advance(5_001);
        },
      });
      const result = await fulfillment.grant({ orderId, userKey: USER, deadline: clock.now() + 5_000 });
      expect(result).toMatchObject({ outcome: 'pending', reason: 'DEADLINE' });
      expect(await harness.items()).toEqual([]);
    });

    it('leaves no timer behind', async () => {
      await make().grant({ orderId, userKey: USER, deadline: clock.now() + 5_000 });
      expect(clock.sleeping).toBe(0);
    });
  });
}
