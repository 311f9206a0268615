import { createOrderId } from '@ait-iap/protocol';
import { expect, it, onTestFinished } from 'vitest';
import { ScriptedPartner } from '../../test/support/scripted-partner.js';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import { createFulfillment } from '../fulfillment/create-fulfillment.js';
import { createIapHandler } from './create-iap-handler.js';

it('does not list an order that a user has only named: it may belong to another user, or not be paid', async () => {
  const harness = await sqliteHarness();
  onTestFinished(() => harness.close());
  const [theirs, named] = [createOrderId(), createOrderId()];
  const partner = new ScriptedPartner().say(theirs, {}, 'anna').say(named, {}, 'ben');
  const { store, addItem: onGrant, removeItem: onRevoke } = harness;
  const handler = createIapHandler({
    fulfillment: createFulfillment({ partner, store, onGrant, onRevoke }),
    authenticate: () => 'anna',
    appName: 'my-app',
  });
  const headers = { 'content-type': 'application/json' };
  for (const orderId of [theirs, named]) {
    await handler(
      new Request('https://shop.test/grant', { method: 'POST', headers, body: JSON.stringify({ orderId }) }),
    );
  }
  const answer = await handler(new Request('https://shop.test/orders'));
  const { orders } = (await answer.json()) as { orders: { orderId: string }[] };
  expect(orders.map(({ orderId }) => orderId)).toEqual([theirs]);
});
