import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { ManualClock } from '../../test/support/manual-clock.js';
import { ScriptedPartner } from '../../test/support/scripted-partner.js';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import { createFulfillment } from '../fulfillment/create-fulfillment.js';
import { createIapHandler } from '../http/create-iap-handler.js';
import { createReconciler } from '../reconciliation/create-reconciler.js';

const USER = 'user-1';

/** A shop whose `onGrant` has a mistake, and an order that was paid. */
async function brokenShop() {
  const harness = await sqliteHarness();
  const orderId = createOrderId();
  const clock = new ManualClock();
  const fulfillment = createFulfillment({
    partner: new ScriptedPartner().say(orderId, {}, USER),
    store: harness.store,
    clock,
    onGrant: () => {
      throw new Error('no such column: gems');
    },
    onRevoke: harness.removeItem,
  });
  return { fulfillment, orderId, clock, close: () => harness.close() };
}

describe('an error of an application that listens to none', () => {
  let shop: Awaited<ReturnType<typeof brokenShop>>;
  let printed: MockInstance<typeof console.error>;
  beforeEach(async () => {
    shop = await brokenShop();
    printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(async () => {
    printed.mockRestore();
    await shop.close();
  });

  const ask = (onError?: (error: unknown) => void) => {
    const { fulfillment, orderId, clock } = shop;
    const handler = createIapHandler({
      fulfillment,
      clock,
      appName: 'shop',
      authenticate: () => USER,
      onError,
    });
    const body = JSON.stringify({ orderId });
    const headers = { 'content-type': 'application/json' };
    return handler(new Request('https://shop.test/grant', { method: 'POST', headers, body }));
  };

  it('is printed with its cause when it is answered with 503', async () => {
    expect((await ask()).status).toBe(503);
    const cause = expect.objectContaining({ message: 'no such column: gems' });
    expect(printed.mock.calls).toEqual([[expect.objectContaining({ code: 'GRANT_CALLBACK_FAILED', cause })]]);
  });

  it('is printed when reconciliation meets it', async () => {
    const { fulfillment, clock } = shop;
    await ask(() => undefined);
    clock.advance(60_000);
    await createReconciler({ fulfillment, clock: { now: clock.now, sleep: async () => {} } }).runOnce();
    expect(printed.mock.calls).toEqual([[expect.objectContaining({ code: 'GRANT_CALLBACK_FAILED' })]]);
  });

  it('is not printed where the application listens, and a listener that throws changes nothing', async () => {
    const listener = vi.fn(() => {
      throw new Error('the log is full');
    });
    expect((await ask(listener)).status).toBe(503);
    expect(listener).toHaveBeenCalledOnce();
    expect(printed).not.toHaveBeenCalled();
  });
});
