import { afterEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../../test/support/manual-clock.js';
import { NEWEST_APP, receiptOf, scriptedBridge } from '../../test/support/scripted-bridge.js';
import { setBridge } from '../bridge/default-bridge.js';
import { createOneTimePurchaseOrder, createSubscriptionPurchaseOrder } from './create-purchase-order.js';

const SKU = 'ait.test.gems';
const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';

afterEach(() => setBridge(undefined));

function start(grant: (order: { orderId: string }) => unknown, bridge = scriptedBridge()) {
  setBridge(bridge);
  const onEvent = vi.fn();
  const onError = vi.fn();
  const processProductGrant = vi.fn(grant as () => boolean);
  const cleanup = createOneTimePurchaseOrder({
    options: { sku: SKU, processProductGrant },
    onEvent,
    onError,
  });
  return { bridge, onEvent, onError, cleanup, processProductGrant };
}

describe('createOneTimePurchaseOrder', () => {
  it('outside the Toss app, gives a message that a page may show to users, and logs what the developer needs', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const onError = vi.fn();
    createOneTimePurchaseOrder({
      options: { sku: SKU, processProductGrant: () => true },
      onEvent() {},
      onError,
    });
    await settled();
    expect(onError.mock.calls[0]?.[0].message).toBe('토스 앱에서 열어 주세요.');
    expect(warn.mock.calls.join()).toContain("import '@ait-iap/sandbox/auto'");
    warn.mockRestore();
  });

  it('grants a paid order, tells the Toss app, and reports the success once', async () => {
    const { bridge, onEvent, onError, processProductGrant } = start(() => true);
    await settled();
    expect(bridge.sheet.functionName).toBe('requestOneTimePurchase');
    expect(bridge.sheet.options).toEqual({ sku: SKU });
    bridge.sheet.purchased(ORDER);
    await settled();
    expect(processProductGrant).toHaveBeenCalledWith(expect.objectContaining({ orderId: ORDER, sku: SKU }));
    expect(bridge.calls).toContainEqual({
      functionName: 'processProductGrant',
      args: [{ orderId: ORDER, isProductGranted: true }],
    });
    bridge.sheet.success(ORDER);
    await settled();
    expect(onEvent.mock.calls).toEqual([[{ type: 'success', data: receiptOf(ORDER) }]]);
    expect(onError).not.toHaveBeenCalled();
    expect(bridge.listeners).toBe(0);
  });

  it('answers no at once when the grant callback throws', async () => {
    const { bridge, onEvent, onError } = start(() => {
      throw new Error('database is down');
    });
    await settled();
    bridge.sheet.purchased(ORDER);
    await settled();
    expect(bridge.calls).toContainEqual({
      functionName: 'processProductGrant',
      args: [{ orderId: ORDER, isProductGranted: false }],
    });
    bridge.sheet.fail('PRODUCT_NOT_GRANTED_BY_PARTNER');
    await settled();
    expect(onEvent).not.toHaveBeenCalled();
    expect(onError).toHaveBeenCalledOnce();
    expect(onError.mock.calls[0]?.[0]).toMatchObject({
      code: 'PRODUCT_NOT_GRANTED_BY_PARTNER',
      category: 'paid-unresolved',
      charged: 'yes',
      orderId: ORDER,
      cause: expect.objectContaining({ message: 'database is down' }),
    });
  });

  it.each([undefined, null, 1, 'true', {}, new Response(null, { status: 500 })])(
    'treats %s from the grant callback as a no',
    async (value) => {
      const { bridge } = start(async () => value);
      await settled();
      bridge.sheet.purchased(ORDER);
      await settled();
      expect(bridge.calls).toContainEqual({
        functionName: 'processProductGrant',
        args: [{ orderId: ORDER, isProductGranted: false }],
      });
    },
  );

  it('reports the cancellation of the user as one error', async () => {
    const { bridge, onError, onEvent } = start(() => true);
    await settled();
    bridge.sheet.fail('USER_CANCELED');
    await settled();
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: 'USER_CANCELED', charged: 'no' })]]);
    expect(onEvent).not.toHaveBeenCalled();
  });

  it('accepts the deprecated productId as the sku', async () => {
    const bridge = scriptedBridge();
    setBridge(bridge);
    createOneTimePurchaseOrder({
      options: { productId: SKU, processProductGrant: () => true },
      onEvent() {},
      onError() {},
    });
    await settled();
    expect(bridge.sheet.options).toEqual({ sku: SKU });
  });

  it('says that there is no Toss app through onError and never throws', async () => {
    const onError = vi.fn();
    createOneTimePurchaseOrder({
      options: { sku: SKU, processProductGrant: () => true },
      onEvent() {},
      onError,
    });
    await settled();
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ code: 'BRIDGE_NOT_FOUND', charged: 'no' })],
    ]);
    expect(onError.mock.calls[0]?.[0].developerMessage).toContain("import '@ait-iap/sandbox/auto'");
  });

  it('says that the app is too old instead of doing nothing', async () => {
    const bridge = scriptedBridge({}, { ...NEWEST_APP, getTossAppVersion: '5.218.9' });
    const { onError } = start(() => true, bridge);
    await settled();
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: 'UNSUPPORTED_APP_VERSION' })]]);
    expect(bridge.calls).toEqual([]);
  });

  it('grants in the legacy path after the payment and does not report a refused grant as a success', async () => {
    const bridge = scriptedBridge(
      { iapCreateOneTimePurchaseOrder: () => receiptOf(ORDER) },
      { ...NEWEST_APP, getTossAppVersion: '5.231.0' },
    );
    const { onError, onEvent, processProductGrant } = start(() => false, bridge);
    await settled();
    await settled();
    expect(bridge.calls).toContainEqual({
      functionName: 'iapCreateOneTimePurchaseOrder',
      args: [{ productId: SKU }],
    });
    expect(processProductGrant).toHaveBeenCalledTimes(2);
    expect(onEvent).not.toHaveBeenCalled();
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ code: 'PRODUCT_NOT_GRANTED_BY_PARTNER', orderId: ORDER })],
    ]);
  });

  it('still grants and answers a payment that is made after cleanup, and runs no callback of the page', async () => {
    const { bridge, cleanup, onError, onEvent, processProductGrant } = start(() => true);
    await settled();
    cleanup();
    await settled();
    bridge.sheet.purchased(ORDER);
    await settled();
    expect(processProductGrant).toHaveBeenCalledOnce();
    expect(bridge.count('processProductGrant')).toBe(1);
    bridge.sheet.success(ORDER);
    await settled();
    expect(onEvent).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
    expect(bridge.listeners).toBe(0);
  });
});

describe('createSubscriptionPurchaseOrder', () => {
  it('passes the offer, and the subscription id to the grant callback', async () => {
    const bridge = scriptedBridge();
    setBridge(bridge);
    const processProductGrant = vi.fn(() => true);
    const onEvent = vi.fn();
    createSubscriptionPurchaseOrder({
      options: { sku: SKU, offerId: 'trial', processProductGrant },
      onEvent,
      onError() {},
    });
    await settled();
    expect(bridge.sheet).toMatchObject({
      functionName: 'requestSubscriptionPurchase',
      options: { sku: SKU, offerId: 'trial' },
    });
    bridge.sheet.purchased(ORDER, { subscriptionId: 'subscription-1' });
    await settled();
    bridge.sheet.success(ORDER);
    await settled();
    expect(processProductGrant).toHaveBeenCalledWith(
      expect.objectContaining({ subscriptionId: 'subscription-1' }),
    );
    expect(onEvent).toHaveBeenCalledOnce();
  });

  it('sends a null offer when there is none, as the official SDK does', async () => {
    const bridge = scriptedBridge();
    setBridge(bridge);
    createSubscriptionPurchaseOrder({
      options: { sku: SKU, processProductGrant: () => true },
      onEvent() {},
      onError() {},
    });
    await settled();
    expect(bridge.sheet.options).toEqual({ sku: SKU, offerId: null });
  });
});
