import { IAP as webIap } from '@apps-in-toss/web-bridge';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../../test/support/manual-clock.js';
import { receiptOf } from '../../test/support/scripted-bridge.js';
import { officialLikeEmitter, webView } from '../../test/support/web-view.js';
import { createIapClient } from '../iap-client/create-iap-client.js';
import { officialSdkBridge } from './official-sdk-bridge.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const CONSTANTS = { getOperationalEnvironment: 'toss', getPlatformOS: 'ios', getTossAppVersion: '5.300.0' };

/** The unmodified official package, with a host below it that a test plays. */
function official(constants: Record<string, unknown> = CONSTANTS) {
  const view = webView(constants);
  view.window.__GRANITE_NATIVE_EMITTER = officialLikeEmitter();
  vi.stubGlobal('window', view.window);
  const answer = (functionName: string, data: unknown) => {
    const message = view.posted.findLast((posted) => posted.functionName === functionName);
    view.emit(`${functionName}/resolve/${message?.eventId}`, data);
  };
  const sheet = (event: unknown) => {
    const message = view.posted.findLast(({ type }) => type === 'addEventListener');
    view.emit(`${message?.functionName}/onEvent/${message?.eventId}`, event);
  };
  const names = () => view.posted.map(({ functionName }) => functionName);
  const iap = createIapClient({ bridge: officialSdkBridge(webIap, constants as typeof CONSTANTS) });
  return { ...view, answer, sheet, names, iap };
}

beforeEach(() => vi.stubGlobal('window', undefined));
afterEach(() => vi.unstubAllGlobals());

describe('officialSdkBridge over the unmodified web SDK 2.10.8', () => {
  it('lists the products', async () => {
    const { iap, answer } = official();
    const products = iap.products();
    await settled();
    answer('iapGetProductItemList', { products: [{ sku: 'a', displayName: 'A', displayAmount: '1,000원' }] });
    expect(await products).toEqual([
      { sku: 'a', displayName: 'A', displayAmount: '1,000원', iconUrl: '', description: '' },
    ]);
  });

  it.each([
    ['one-time', 'requestOneTimePurchase', { sku: 'a' }],
    ['subscription', 'requestSubscriptionPurchase', { sku: 'a', offerId: 'trial' }],
  ] as const)(
    'buys a %s product: the answer of the client is what the official function sends',
    async (kind, functionName, args) => {
      const { iap, answer, sheet, posted } = official();
      const grant = vi.fn(async () => 'granted' as const);
      const outcome =
        kind === 'one-time' ? iap.purchase('a', { grant }) : iap.subscribe('a', { grant, offerId: 'trial' });
      await settled();
      answer('getPendingOrders', { orders: [] });
      await settled();
      expect(posted.at(-1)).toMatchObject({ type: 'addEventListener', functionName, args });
      sheet({ type: 'purchased', data: { orderId: ORDER } });
      await settled();
      expect(posted.at(-1)).toMatchObject({
        functionName: 'processProductGrant',
        args: [{ orderId: ORDER, isProductGranted: true }],
      });
      answer('processProductGrant', undefined);
      sheet({ type: 'success', data: receiptOf(ORDER) });
      expect(await outcome).toMatchObject({ status: 'granted', orderId: ORDER });
      expect(posted.at(-1)?.type).toBe('removeEventListener');
    },
  );

  it('does not report the success that the official legacy path reports for a refused grant', async () => {
    const { iap, answer, names } = official({ ...CONSTANTS, getTossAppVersion: '5.229.0' });
    const outcome = iap.purchase('a', { grant: () => false });
    await settled();
    expect(names()).toContain('iapCreateOneTimePurchaseOrder');
    answer('iapCreateOneTimePurchaseOrder', receiptOf(ORDER));
    expect(await outcome).toMatchObject({ status: 'pending', orderId: ORDER });
  });

  it('says that the app is too old where the official function does nothing', async () => {
    const { iap, posted } = official({ ...CONSTANTS, getTossAppVersion: '5.218.0' });
    expect(await iap.purchase('a', { grant: () => true })).toMatchObject({
      status: 'failed',
      error: { code: 'UNSUPPORTED_APP_VERSION' },
    });
    expect(posted).toEqual([]);
  });

  it('refuses to buy where it cannot know the version, and says what to pass', async () => {
    const iap = createIapClient({ bridge: officialSdkBridge(webIap) });
    expect(await iap.purchase('a', { grant: () => true })).toMatchObject({
      status: 'failed',
      error: { charged: 'no', message: expect.stringContaining('constants to officialSdkBridge') },
    });
  });
});
