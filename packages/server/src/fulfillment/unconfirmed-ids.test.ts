import { createOrderId } from '@ait-iap/protocol';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scriptedFetch, successOf } from '../../test/local-partner/scripted-fetch.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import { createPartnerClient } from '../partner-api/create-partner-client.js';
import { createReconciler } from '../reconciliation/create-reconciler.js';
import { createFulfillment } from './create-fulfillment.js';

const MINUTE = 60_000;
const POSTS_A_MINUTE = 68;

/** A platform that knows no order, and counts the calls that reach it. */
async function world() {
  const harness = await sqliteHarness();
  onTestFinished(() => harness.close());
  const clock = new ManualClock();
  let calls = 0;
  const { fetch } = scriptedFetch(async (request) => {
    calls += 1;
    const { orderId } = (await request.json()) as { orderId: string };
    return successOf(orderId, { status: 'NOT_FOUND' });
  });
  const partner = createPartnerClient({ fetch, clock, random: () => 0 });
  const fulfillment = createFulfillment({
    partner,
    store: harness.store,
    clock,
    onGrant: harness.addItem,
    onRevoke: harness.removeItem,
  });
  const callsOf = async (work: () => Promise<unknown>) => {
    const before = calls;
    await work();
    return calls - before;
  };
  return { clock, fulfillment, callsOf };
}

describe('a signed-in user who invents order ids', () => {
  it('costs fewer than 150 calls in ten minutes with 68 posts a minute that each would wait for their order', async () => {
    const { clock, fulfillment, callsOf } = await world();
    const posts: Promise<unknown>[] = [];
    const calls = await callsOf(async () => {
      for (let post = 0; post < 10 * POSTS_A_MINUTE; post += 1) {
        const deadline = clock.now() + 25_000;
        posts.push(fulfillment.grant({ orderId: createOrderId(), userKey: 'user-1', deadline }));
        await clock.run(Math.floor(MINUTE / POSTS_A_MINUTE));
      }
      await clock.run(30_000);
      await Promise.all(posts);
    });
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThan(150);
  });

  it('costs at most 160 background calls in a day', async () => {
    const { clock, fulfillment, callsOf } = await world();
    for (let post = 0; post < POSTS_A_MINUTE; post += 1) {
      await fulfillment.grant({ orderId: createOrderId(), userKey: 'user-1' });
    }
    const reconciler = createReconciler({ fulfillment, clock });
    const calls = await callsOf(async () => {
      for (let minute = 0; minute < 26 * 60; minute += 1) {
        await clock.run(MINUTE / 3);
        await reconciler.runOnce();
        await clock.run((MINUTE * 2) / 3);
      }
    });
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThanOrEqual(160);
  });
});
