import { join } from 'node:path';
import type { Clock } from '@ait-iap/protocol';
import { createOrderId } from '@ait-iap/protocol';
import { expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.js';
import { createFulfillment } from '../fulfillment/create-fulfillment.js';
import { createIapHandler } from '../http/create-iap-handler.js';
import { sqliteStore } from '../sqlite.js';
import { createWebhookHandler } from '../webhooks/create-webhook-handler.js';

/** Its methods need `this`, like those of the sandbox's clock. */
class StoppedClock implements Clock {
  readonly #now = Date.UTC(2026, 0, 1);
  now(): number {
    return this.#now;
  }
  sleep(): Promise<void> {
    return new Promise(() => {});
  }
}

function start() {
  const folder = tempFolder();
  const clock = new StoppedClock();
  const store = sqliteStore(join(folder.path, 'ledger.db'), { clock, create: true });
  onTestFinished(async () => {
    await store.close();
    folder.remove();
  });
  const never = () => new Promise<never>(() => {});
  const fulfillment = createFulfillment({
    partner: { getOrderStatus: never, waitForOrder: never },
    store,
    clock,
    onGrant: () => {},
    onRevoke: () => {},
  });
  const webhooks = createWebhookHandler({
    store,
    clock,
    authorization: 'none',
    onSubscriptionChanged: () => {},
  });
  return createIapHandler({ fulfillment, webhooks, clock, appName: 'shop', authenticate: () => 'anna' });
}

it('accepts a clock that is an instance of a class, for the health route', async () => {
  const response = await start()(new Request('https://shop.test/healthz'));
  expect(response.status).toBe(200);
});

it('accepts a clock that is an instance of a class, for a webhook', async () => {
  const state = { status: 'ACTIVE', accessGranted: true, expiresAt: '2026-02-01T00:00:00Z', autoRenew: true };
  const event = {
    eventType: 'subscription.status_changed',
    eventVersion: '1.0',
    occurredAt: '2026-01-01T00:00:00Z',
    orderId: createOrderId(),
    sku: 'monthly',
    changeReason: 'CREATED',
    subscription: { current: state },
  };
  const response = await start()(
    new Request('https://shop.test/webhooks/subscription', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
    }),
  );
  expect(response.status).toBe(204);
});
