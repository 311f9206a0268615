import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dueWorkOf } from '../../src/fulfillment/due-work.js';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import { describeDeliveriesContract } from './deliveries-contract.js';
import { describeEntitlementsContract } from './entitlements-contract.js';
import { describeImportsContract } from './imports-contract.js';
import { describeIntentsContract } from './intents-contract.js';
import type { LedgerHarness } from './ledger-harness.js';
import { describeOtherSystemContract } from './other-system-contract.js';

const HOUR = 3_600_000;

/** What the ledger promises beyond the single grant: due orders here, and the other capabilities by their contracts. */
export function describeBacklogContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describeDeliveriesContract(name, open);
  describeEntitlementsContract(name, open);
  describeImportsContract(name, open);
  describeIntentsContract(name, open);
  describeOtherSystemContract(name, open);

  describe(`the backlog on ${name}`, () => {
    let partner: ContractWorld<Tx>['partner'];
    let clock: ContractWorld<Tx>['clock'];
    let orderId: string;
    let paid: ContractWorld<Tx>['paid'];
    let make: ContractWorld<Tx>['make'];
    let close: ContractWorld<Tx>['close'];
    beforeEach(async () => {
      ({ partner, clock, orderId, paid, make, close } = await openWorld(open));
    });
    afterEach(() => close());

    it('makes a granted order due an hour later and no sooner', async () => {
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      clock.advance(HOUR - 1);
      expect(await dueWorkOf(fulfillment).take({ limit: 10, leaseMs: 1_000 })).toEqual([]);
      clock.advance(1);
      expect(await fulfillment.backlog()).toEqual({
        due: 1,
        lagMs: 0,
        undelivered: 0,
        grantsFailing: 0,
        revocationsFailing: 0,
      });
      expect(await dueWorkOf(fulfillment).take({ limit: 10, leaseMs: 1_000 })).toEqual([orderId]);
    });

    it('gives a due order to one worker, and to the next when its lease has ended', async () => {
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      clock.advance(2 * HOUR);
      const claims = await Promise.all(
        Array.from({ length: 5 }, () => dueWorkOf(fulfillment).take({ limit: 10, leaseMs: 60_000 })),
      );
      expect(claims.flat()).toEqual([orderId]);
      clock.advance(60_000);
      expect(await dueWorkOf(fulfillment).take({ limit: 10, leaseMs: 60_000 })).toEqual([orderId]);
    });

    it('hands every due order out exactly once to workers that run at the same time', async () => {
      const fulfillment = make();
      const ids = paid(30);
      await fulfillment.importOrders(ids.map((id) => ({ orderId: id, userKey: USER })));
      const claims = await Promise.all(
        Array.from({ length: 6 }, () => dueWorkOf(fulfillment).take({ limit: 10, leaseMs: 60_000 })),
      );
      const claimed = claims.flat();
      expect(new Set(claimed).size).toBe(claimed.length);
      const rest = await dueWorkOf(fulfillment).take({ limit: 100, leaseMs: 60_000 });
      expect([...claimed, ...rest].sort()).toEqual([...ids].sort());
    });

    it('plans the next check of an order after a check, and a later one after a refund', async () => {
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      clock.advance(HOUR);
      await fulfillment.refresh({ orderId });
      expect((await fulfillment.order(orderId))?.nextCheckAt).toEqual(new Date(clock.now() + HOUR));
      partner.say(orderId, { status: 'REFUNDED' });
      await fulfillment.refresh({ orderId });
      const refundedAt = clock.now();
      expect((await fulfillment.order(orderId))?.nextCheckAt).toEqual(new Date(refundedAt + 6 * HOUR));
      expect(await fulfillment.backlog()).toMatchObject({ due: 0 });
    });
  });
}
