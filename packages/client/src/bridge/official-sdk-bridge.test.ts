import { IAP as webIap } from '@apps-in-toss/web-bridge';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../../test/support/manual-clock.js';
import { receiptOf } from '../../test/support/scripted-bridge.js';
import { officialLikeEmitter, webView } from '../../test/support/web-view.js';
import { IAP as ownIap } from '../drop-in/iap.js';
import { createIapClient } from '../iap-client/create-iap-client.js';
import type { OfficialIapLike } from './official-iap.js';
import { officialSdkBridge } from './official-sdk-bridge.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const CONSTANTS = { getOperationalEnvironment: 'toss', getPlatformOS: 'ios', getTossAppVersion: '5.300.0' };

/** The unmodified official package over a host that the test controls. */
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
  // A copy, because one object has one bridge and would remember the previous test.
  const iap = createIapClient({ bridge: officialSdkBridge({ ...webIap }, constants as typeof CONSTANTS) });
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
    expect(await products).toMatchObject([
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

  it('says that the app is too old when the official function would do nothing', async () => {
    const { iap, posted } = official({ ...CONSTANTS, getTossAppVersion: '5.218.0' });
    expect(await iap.purchase('a', { grant: () => true })).toMatchObject({
      status: 'failed',
      error: { code: 'UNSUPPORTED_APP_VERSION' },
    });
    expect(posted).toEqual([]);
  });

  it('refuses to buy when it cannot know the version, and says what to pass', async () => {
    const iap = createIapClient({ bridge: officialSdkBridge({ ...webIap }) });
    expect(await iap.purchase('a', { grant: () => true })).toMatchObject({
      status: 'failed',
      error: { charged: 'no', message: expect.stringContaining('constants to officialSdkBridge') },
    });
  });
});

type Sheet = Parameters<OfficialIapLike['createOneTimePurchaseOrder']>[0];

/** The first line of the official SDK, which only sells and lists products. */
function oldLine() {
  const cleanups: unknown[] = [];
  const sheets: Sheet[] = [];
  const iap: OfficialIapLike = {
    getProductItemList: async () => ({ products: [] }),
    createOneTimePurchaseOrder(sheet) {
      sheets.push(sheet);
      return () => cleanups.push(sheet);
    },
  };
  return { iap, sheets, cleanups };
}

describe('officialSdkBridge over an official SDK without the later functions', () => {
  it('sells when there is no pending list to look at first', async () => {
    const { iap, sheets } = oldLine();
    const outcome = createIapClient({ bridge: officialSdkBridge(iap, CONSTANTS) }).purchase('a', {
      grant: () => true,
    });
    await settled();
    const [sheet] = sheets;
    expect(await sheet?.options.processProductGrant({ orderId: ORDER })).toBe(true);
    sheet?.onEvent({ type: 'success', data: receiptOf(ORDER) });
    expect(await outcome).toMatchObject({ status: 'granted', orderId: ORDER });
  });

  it.each(['getPendingOrders', 'getCompletedOrRefundedOrders', 'getSubscriptionInfo'])(
    'answers %s with undefined, as the official SDK does when the app is too old',
    async (functionName) => {
      const bridge = officialSdkBridge(oldLine().iap, CONSTANTS);
      expect(await bridge.call(functionName, [])).toBeUndefined();
    },
  );

  it('fails to close an order and to sell a subscription', async () => {
    const bridge = officialSdkBridge(oldLine().iap, CONSTANTS);
    const error = { code: 'UNSUPPORTED_APP_VERSION' };
    await expect(bridge.call('completeProductGrant', [])).rejects.toMatchObject(error);
    const listener = { onEvent() {}, onError() {} };
    expect(() => bridge.listen('requestSubscriptionPurchase', {}, listener)).toThrow(
      expect.objectContaining(error),
    );
  });
});

describe('the legacy path of officialSdkBridge', () => {
  const args = [{ productId: 'a' }];

  it.each([
    ['was paid', (sheet) => sheet.onEvent({ type: 'success', data: receiptOf(ORDER) })],
    ['failed', (sheet) => sheet.onError(new Error('USER_CANCELED'))],
  ] as [string, (sheet: Sheet) => void][])('cleans up once the purchase %s', async (_, end) => {
    const { iap, sheets, cleanups } = oldLine();
    const paid = officialSdkBridge(iap, CONSTANTS).call('iapCreateOneTimePurchaseOrder', args);
    const ended = paid.catch(() => {});
    await settled();
    expect(cleanups).toHaveLength(0);
    for (const sheet of sheets) end(sheet);
    await ended;
    expect(cleanups).toEqual(sheets);
  });

  it('cleans up even if the official function calls back before it returns its cleanup', async () => {
    const { iap } = oldLine();
    const cleanup = vi.fn();
    iap.createOneTimePurchaseOrder = ({ onEvent }) => {
      onEvent({ type: 'success', data: receiptOf(ORDER) });
      return cleanup;
    };
    const paid = officialSdkBridge(iap, CONSTANTS).call('iapCreateOneTimePurchaseOrder', args);
    expect(await paid).toEqual(receiptOf(ORDER));
    expect(cleanup).toHaveBeenCalledOnce();
  });
});

describe('officialSdkBridge over the IAP of this package', () => {
  it('is refused, because it would call itself', () => {
    expect(() => officialSdkBridge(ownIap as never)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining('@apps-in-toss'),
      }),
    );
  });
});

describe('what officialSdkBridge remembers of an official object', () => {
  const failing = () => {
    throw new Error('there is no Toss app');
  };

  it.each(['getTossAppVersion', 'getPlatformOS', 'getOperationalEnvironment'])(
    'treats the answer of a %s that throws as unknown',
    async (name) => {
      const bridge = officialSdkBridge(oldLine().iap, { ...CONSTANTS, [name]: failing });
      expect(bridge.constant(name)).toBeUndefined();
    },
  );

  it('throws a typed error that says the version is missing when the official function throws', async () => {
    const bridge = officialSdkBridge(oldLine().iap, { ...CONSTANTS, getTossAppVersion: failing });
    expect(() => createIapClient({ bridge }).isSupported('getProductItemList')).toThrow(
      expect.objectContaining({ code: 'INVALID_PAYLOAD', charged: 'no' }),
    );
  });

  it('opens one order sheet when two bridges over one object buy the same product at the same time', async () => {
    const { iap, sheets } = oldLine();
    const buy = () =>
      createIapClient({ bridge: officialSdkBridge(iap, CONSTANTS) }).purchase('a', { grant: () => true });
    const first = buy();
    expect(await buy()).toMatchObject({ error: { code: 'PURCHASE_IN_PROGRESS' } });
    await settled();
    expect(sheets).toHaveLength(1);
    sheets[0]?.onError(Object.assign(new Error('canceled'), { code: 'USER_CANCELED' }));
    expect(await first).toMatchObject({ status: 'canceled' });
  });

  it('uses the constants that were passed last, and keeps them when none are passed', () => {
    const { iap } = oldLine();
    const bridge = officialSdkBridge(iap);
    expect(bridge.constant('getTossAppVersion')).toBeUndefined();
    officialSdkBridge(iap, { getTossAppVersion: '5.229.0' });
    officialSdkBridge(iap, CONSTANTS);
    officialSdkBridge(iap);
    expect(bridge.constant('getTossAppVersion')).toBe('5.300.0');
  });
});
