import { createOrderId } from '@ait-iap/protocol';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scriptedFetch, successOf } from '../../test/local-partner/scripted-fetch.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import { createPartnerClient } from '../partner-api/create-partner-client.js';
import { createFulfillment } from './create-fulfillment.js';

/** A ledger in which the transactions with these numbers fail, counted from 1. */
function failingAt<Tx>(store: LedgerStore<Tx>, numbers: readonly number[]): LedgerStore<Tx> {
  let number = 0;
  return new Proxy(store, {
    get(target, name) {
      const member = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (name !== 'transaction') return member.bind(target);
      return (...args: Parameters<LedgerStore<Tx>['transaction']>) => {
        number += 1;
        if (numbers.includes(number)) return Promise.reject(new Error('Another writer holds the ledger.'));
        return target.transaction(...args);
      };
    },
  });
}

async function fulfillmentOver(numbers: readonly number[], answer: (orderId: string) => Response) {
  const harness = await sqliteHarness();
  onTestFinished(() => harness.close());
  const clock = new ManualClock();
  const { fetch } = scriptedFetch(async (request) =>
    answer(((await request.json()) as { orderId: string }).orderId),
  );
  return createFulfillment({
    partner: createPartnerClient({ fetch, clock, random: () => 0, retries: 0 }),
    store: failingAt(harness.store, numbers),
    clock,
    onGrant: harness.addItem,
    onRevoke: harness.removeItem,
  });
}

describe('an order that a user asked for is checked by reconciliation', () => {
  it('even if its answer could not be written, and the first note about that could not, either', async () => {
    const orderId = createOrderId();
    const fulfillment = await fulfillmentOver([1, 2], (id) => successOf(id, { status: 'PURCHASED' }));
    await expect(fulfillment.grant({ orderId, userKey: 'user-1' })).rejects.toThrow('Another writer');
    expect(await fulfillment.order(orderId)).toMatchObject({ nextCheckAt: expect.any(Date) });
  });

  it('even if no answer came, and the first note about that could not be written', async () => {
    const orderId = createOrderId();
    const fulfillment = await fulfillmentOver([1], () => new Response('', { status: 400 }));
    await expect(fulfillment.grant({ orderId, userKey: 'user-1' })).rejects.toThrow();
    expect(await fulfillment.order(orderId)).toMatchObject({ nextCheckAt: expect.any(Date) });
  });
});
