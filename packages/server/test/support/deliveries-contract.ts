import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import { dueWorkOf } from '../../src/fulfillment/due-work.js';
import type { ExternalOrder } from '../../src/fulfillment/external-grant.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ManualClock } from './manual-clock.js';
import { ScriptedPartner } from './scripted-partner.js';

const USER = 'user-1';
const ATTEMPT_MS = 30_000;
const AT_ONCE = 8;

/** That another system which hangs for some orders does not hold back the others, whatever the ledger lives in. */
export function describeDeliveriesContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`promises to another system on ${name}`, () => {
    let harness: LedgerHarness<Tx>;
    let clock: ManualClock;
    let partner: ScriptedPartner;
    /** What the other system does with an order. */
    let answer: (order: ExternalOrder) => Promise<unknown>;
    beforeEach(async () => {
      harness = await open();
      clock = new ManualClock();
      partner = new ScriptedPartner();
    });
    afterEach(() => harness.close());

    /** A backend with so many promises that are due. */
    const withPromises = async (count: number) => {
      const fulfillment = createFulfillment({
        partner,
        store: harness.store,
        clock,
        externalGrant: { deliver: (order) => answer(order), withdraw: async () => undefined },
      });
      answer = () => Promise.reject(new Error('the other system is down'));
      const orders = Array.from({ length: count }, () => createOrderId());
      for (const orderId of orders) {
        partner.say(orderId, {}, USER);
        await fulfillment.grant({ orderId, userKey: USER });
      }
      clock.advance(1_000);
      return { fulfillment, orders, work: dueWorkOf(fulfillment) };
    };
    const hang = () => new Promise<never>(() => undefined);

    it('are kept for the others while it hangs for some', async () => {
      const { fulfillment, orders, work } = await withPromises(12);
      const stuck = new Set<string>(orders.slice(0, 3));
      answer = ({ orderId }) => (stuck.has(orderId) ? hang() : Promise.resolve());
      const delivered = work.deliver();
      await expect.poll(async () => (await fulfillment.backlog()).undelivered).toBe(3);
      await clock.run(ATTEMPT_MS);
      expect(await delivered).toBe(12);
      expect((await fulfillment.backlog()).undelivered).toBe(3);
    });

    it('are tried some at once, and what has not begun in time is left to the next claimer', async () => {
      const { work } = await withPromises(20);
      const asked: string[] = [];
      answer = ({ orderId }) => {
        asked.push(orderId);
        return hang();
      };
      const delivered = work.deliver();
      await expect.poll(() => asked.length).toBe(AT_ONCE);
      await clock.run(ATTEMPT_MS);
      expect(await delivered).toBe(AT_ONCE);
      answer = async ({ orderId }) => void asked.push(orderId);
      clock.advance(ATTEMPT_MS);
      await work.deliver();
      expect(new Set(asked).size).toBe(20);
    });

    it('are not begun any more once the worker is stopped', async () => {
      const { work } = await withPromises(20);
      const stop = new AbortController();
      let calls = 0;
      answer = async () => {
        calls += 1;
        stop.abort(new Error('the process ends'));
        await hang();
      };
      await work.deliver({ signal: stop.signal });
      expect(calls).toBeLessThanOrEqual(AT_ONCE);
    });
  });
}
