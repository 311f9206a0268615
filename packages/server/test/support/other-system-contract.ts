import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import { dueWorkOf } from '../../src/fulfillment/due-work.js';
import type { ExternalOrder } from '../../src/fulfillment/external-grant.js';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';

const HOUR = 3_600_000;

/** What a ledger promises whose goods are handed over by another system, whatever it lives in. */
export function describeOtherSystemContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`another system on ${name}`, () => {
    let harness: ContractWorld<Tx>['harness'];
    let partner: ContractWorld<Tx>['partner'];
    let clock: ContractWorld<Tx>['clock'];
    let orderId: string;
    let close: ContractWorld<Tx>['close'];
    beforeEach(async () => {
      ({ harness, partner, clock, orderId, close } = await openWorld(open));
    });
    afterEach(() => close());

    const calls: Pick<ExternalOrder, 'idempotencyKey' | 'attempt'>[] = [];
    let failing: boolean;
    /** What happens while the other system hands over for the first time. */
    let meanwhile: (() => Promise<void>) | undefined;
    const external = () =>
      createFulfillment({
        partner,
        store: harness.store,
        clock,
        externalGrant: {
          deliver: async ({ idempotencyKey, attempt }) => {
            calls.push({ idempotencyKey, attempt });
            if (failing) throw new Error('other system is down');
            const happens = meanwhile;
            meanwhile = undefined;
            await happens?.();
          },
          withdraw: async ({ idempotencyKey, attempt }) => {
            calls.push({ idempotencyKey, attempt });
            if (failing) throw new Error('other system is down');
          },
        },
      });
    beforeEach(() => {
      calls.length = 0;
      failing = false;
      meanwhile = undefined;
    });

    it('says granted only after the other system has acknowledged', async () => {
      const fulfillment = external();
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('granted');
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('already_granted');
      expect(calls).toEqual([{ idempotencyKey: `ait-iap:grant:${orderId}`, attempt: 1 }]);
      expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'granted' });
    });

    it('keeps the promise of a grant that was not acknowledged, and repeats it with the same key', async () => {
      const fulfillment = external();
      failing = true;
      const first = await fulfillment.grant({ orderId, userKey: USER });
      expect(first).toMatchObject({ outcome: 'pending', reason: 'DELIVERY_UNCONFIRMED' });
      const again = await fulfillment.grant({ orderId, userKey: USER });
      expect(again).toMatchObject({ outcome: 'pending', reason: 'DELIVERY_UNCONFIRMED' });
      expect(await fulfillment.backlog()).toMatchObject({ undelivered: 1 });
      expect(await dueWorkOf(fulfillment).deliver()).toBe(0);
      failing = false;
      clock.advance(1_000);
      expect(await dueWorkOf(fulfillment).deliver()).toBe(1);
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('already_granted');
      const key = `ait-iap:grant:${orderId}`;
      expect(calls).toEqual([
        { idempotencyKey: key, attempt: 1 },
        { idempotencyKey: key, attempt: 2 },
      ]);
      expect(await fulfillment.backlog()).toMatchObject({ undelivered: 0 });
    });

    it('revokes after a refund, also a grant that was never acknowledged', async () => {
      const fulfillment = external();
      failing = true;
      await fulfillment.grant({ orderId, userKey: USER });
      partner.say(orderId, { status: 'REFUNDED' });
      failing = false;
      expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'revoked' });
      expect(calls.at(-1)).toEqual({ idempotencyKey: `ait-iap:revoke:${orderId}`, attempt: 1 });
      clock.advance(HOUR);
      expect(await dueWorkOf(fulfillment).deliver()).toBe(0);
      expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'revoked' });
    });

    it('does not say granted when the refund came before the acknowledgement', async () => {
      const fulfillment = external();
      meanwhile = async () => {
        partner.say(orderId, { status: 'REFUNDED' });
        expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'revoked' });
      };
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({
        outcome: 'refused',
        reason: 'REFUNDED',
      });
      expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'revoked' });
    });
  });
}
