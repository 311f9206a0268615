import { describe, expect, it } from 'vitest';
import { buy, grant } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import { brokenPromise } from './invariants.js';

const SKU = 'ait.sandbox.consumable-1';

function lostPayment(recordedAfter?: number) {
  const sandbox = createSandbox();
  sandbox.faults.arm({
    ...{ name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED' },
    ...(recordedAfter !== undefined && { recordedAfter }),
  });
  return { sandbox, bridge: sandbox.bridge({ userKey: 'user-1' }) };
}

function remains({ sandbox }: ReturnType<typeof lostPayment>, taps: number, grants: readonly string[]) {
  return { orders: sandbox.orders(), charges: sandbox.charges(), taps, grants };
}

describe('the rules that have to hold after a story', () => {
  it('convict a product that is sold again after a payment that Toss has not recorded', async () => {
    const story = lostPayment();
    await buy(story.bridge, SKU).ended;
    const orderId = await buy(story.bridge, SKU).purchased;
    await grant(story.bridge, orderId, true);
    // Both orders look right to Toss: one FAILED and not granted, one PURCHASED and granted.
    expect(brokenPromise(remains(story, 1, [orderId]))).toBe('the user tapped 1 time and paid 2 times');
    expect(brokenPromise(remains(story, 2, [orderId]))).toMatch(/paid and kept, and there is no grant/);
    story.sandbox.refund(story.sandbox.orders()[0]?.orderId ?? '');
    expect(brokenPromise(remains(story, 2, [orderId]))).toBeUndefined();
  });

  it('convict a late payment that is never delivered, and a grant of a refunded one', async () => {
    const story = lostPayment(1000);
    await buy(story.bridge, SKU).ended;
    await story.sandbox.clock.advance('1 s');
    const orderId = story.sandbox.orders()[0]?.orderId ?? '';
    expect(brokenPromise(remains(story, 1, []))).toMatch(/no grant instead of one/);
    expect(brokenPromise(remains(story, 1, [orderId]))).toMatch(/still pending/);
    story.sandbox.refund(orderId);
    expect(brokenPromise(remains(story, 1, [orderId]))).toMatch(/was refunded, and a grant is left/);
  });
});
