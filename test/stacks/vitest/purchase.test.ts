import { IAP, setBridge } from '@ait-iap/client';
import { partnerApiHandlers } from '@ait-iap/sandbox/msw';
import { expect, test } from '@ait-iap/sandbox/vitest';
import { setupServer } from 'msw/node';
import { vi } from 'vitest';

test('a purchase is granted once, as in the guide', async ({ sandbox, bridge }) => {
  setBridge(bridge);
  const grant = vi.fn(async (_: { orderId: string }) => true);
  IAP.createOneTimePurchaseOrder({
    options: { sku: 'ait.sandbox.consumable-1', processProductGrant: grant },
    onEvent: () => {},
    onError: () => {},
  });
  await sandbox.idle();
  const [order] = sandbox.orders();
  expect(order).toBeGrantedOnce(grant);
  expect(order).not.toBePending();
  expect(sandbox).toHaveCharges(1);
  expect(sandbox).toOweNothing();
  expect(order?.state).toBe('PURCHASED');
});

test('the partner API is answered by Mock Service Worker', async ({ sandbox }) => {
  const server = setupServer(...partnerApiHandlers(sandbox));
  server.listen();
  try {
    const { orderId } = sandbox.console.purchase({ userKey: 'user-1', sku: 'ait.sandbox.consumable-1' });
    const answer = await fetch(
      'https://apps-in-toss-api.toss.im/api-partner/v1/apps-in-toss/order/get-order-status',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-toss-user-key': 'user-1' },
        body: JSON.stringify({ orderId }),
      },
    );
    expect(await answer.json()).toMatchObject({ success: { status: 'PURCHASED' } });
  } finally {
    server.close();
  }
});

test('an order that is not as expected fails, and the message shows the world', async ({ sandbox }) => {
  const { orderId } = sandbox.console.purchase({ userKey: 'user-1', sku: 'ait.sandbox.consumable-1' });
  expect(() => expect(orderId).toBePending()).toThrow(/PURCHASED/);
});
