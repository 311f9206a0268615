import { createSandbox, type Sandbox } from '@ait-iap/sandbox';
import { WebhookSender } from '@ait-iap/sandbox/serve';
import {
  createFulfillment,
  createPartnerClient,
  createReconciler,
  createWebhookHandler,
  type Fulfillment,
  type SubscriptionChange,
  type WebhookHandler,
} from '@ait-iap/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerHarness } from './support/ledger-harness.js';
import { sqliteHarness } from './support/sqlite-harness.js';

const SKU = 'ait.sandbox.subscription-monthly';
const USER = 'user-1';

describe('a backend that gets webhooks from the sandbox', () => {
  let sandbox: Sandbox;
  let sender: WebhookSender;
  let harness: LedgerHarness<never>;
  let fulfillment: Fulfillment;
  let webhooks: WebhookHandler;
  let told: SubscriptionChange[];

  beforeEach(async () => {
    sandbox = createSandbox();
    const opened = await sqliteHarness();
    harness = opened as unknown as LedgerHarness<never>;
    const partner = createPartnerClient({
      fetch: (input, init) => sandbox.partnerApi(new Request(input, init)),
      baseUrl: 'https://sandbox.invalid',
      clock: sandbox.clock,
    });
    fulfillment = createFulfillment({
      partner,
      store: opened.store,
      onGrant: opened.addItem,
      onRevoke: opened.removeItem,
      clock: sandbox.clock,
    });
    told = [];
    webhooks = createWebhookHandler({
      store: opened.store,
      partner,
      authorization: { scheme: 'Basic', value: 'agreed' },
      onSubscriptionChanged: (_tx, change) => told.push(change),
      clock: sandbox.clock,
    });
    sender = new WebhookSender(sandbox, (input, init) => webhooks(new Request(input, init)));
    await sender.register({
      url: 'https://partner.test/webhooks/subscription',
      authorization: { scheme: 'basic', value: 'agreed' },
    });
  });
  afterEach(async () => {
    sender.close();
    sandbox.close();
    await harness.close();
  });

  /** Subscribes, and gives the order id; the mini-app has its product granted by the backend. */
  const subscribe = async () => {
    const bridge = sandbox.bridge({ userKey: USER });
    const orderId = await new Promise<string>((resolve, reject) => {
      bridge.listen(
        'requestSubscriptionPurchase',
        { sku: SKU, offerId: null },
        {
          onEvent: (event) => {
            const { type, data } = event as { type: string; data: { orderId: string } };
            if (type === 'purchased') resolve(data.orderId);
          },
          onError: reject,
        },
      );
    });
    const { outcome } = await fulfillment.grant({ orderId, userKey: USER });
    await bridge.call('processProductGrant', [{ orderId, isProductGranted: outcome === 'granted' }]);
    await sandbox.idle();
    return orderId;
  };
  const reasons = () => told.map(({ changeReason }) => changeReason);

  it('is accepted as the address, and hears of a subscription and of its renewal', async () => {
    expect(sender.target()?.active).toBe(true);
    const orderId = await subscribe();
    await webhooks.applyWaiting();
    expect(reasons()).toEqual(['CREATED']);
    expect(told[0]).toMatchObject({ orderId, userKey: USER, sku: SKU, followsKnown: true });
    sandbox.clock.advance('32 days');
    await sandbox.idle();
    expect(reasons()).toEqual(['CREATED', 'RENEWED']);
    expect(told.every(({ followsKnown }) => followsKnown)).toBe(true);
    expect((await fulfillment.entitlements(USER)).ownershipOf(SKU)).toBe('owned');
  });

  it('reports events that come twice once', async () => {
    sandbox.faults.arm({ name: 'webhook-twice', times: 'always' });
    await subscribe();
    sandbox.clock.advance('32 days');
    await sandbox.idle();
    await webhooks.applyWaiting();
    expect(reasons()).toEqual(['CREATED', 'RENEWED']);
  });

  it('revokes the product when a webhook and then the platform say that it was refunded', async () => {
    const orderId = await subscribe();
    expect(await harness.items()).toHaveLength(1);
    sandbox.refund(orderId);
    await sandbox.idle();
    await webhooks.applyWaiting();
    expect(reasons()).toContain('REVOKED');
    expect(await createReconciler({ fulfillment, clock: sandbox.clock }).runOnce()).toMatchObject({
      revoked: 1,
    });
    expect(await harness.items()).toEqual([]);
    expect((await fulfillment.entitlements(USER)).ownershipOf(SKU)).toBe('not_owned');
  });
});
