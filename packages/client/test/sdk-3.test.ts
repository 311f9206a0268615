import {
  createIapClient,
  createOneTimePurchaseOrder,
  getProductItemList,
  IAP,
  type OfficialIapLike,
  officialSdkBridge,
  setBridge,
} from '@ait-iap/client';
import { IAP_FUNCTIONS, type IapFunction, MINIMUM_APP_VERSIONS } from '@ait-iap/protocol';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NEWEST_APP, receiptOf, scriptedBridge } from './support/scripted-bridge.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const PRODUCT = { sku: 'gem', displayName: '보석', displayAmount: '1,000원', iconUrl: '', description: '' };

/** An `IAP` as SDK 3.x exports it: each function carries its support, and nothing else tells a version. */
function sdk3(supported: (name: IapFunction) => boolean = () => true) {
  const carry = <F extends object>(name: IapFunction, run: F) =>
    Object.assign(run, {
      isSupported: () => supported(name),
      MIN_TOSS_APP_VERSION: { android: '9.1.0', ios: '9.2.0' },
    });
  const buy: OfficialIapLike['createOneTimePurchaseOrder'] = ({ options, onEvent }) => {
    void options
      .processProductGrant({ orderId: ORDER })
      .then((granted) => granted && onEvent({ type: 'success', data: receiptOf(ORDER) }));
    return () => {};
  };
  return {
    getProductItemList: carry(
      'getProductItemList',
      vi.fn(async () => ({ products: [PRODUCT] })),
    ),
    createOneTimePurchaseOrder: carry('createOneTimePurchaseOrder', vi.fn(buy)),
    createSubscriptionPurchaseOrder: carry('createSubscriptionPurchaseOrder', vi.fn(buy)),
    getPendingOrders: carry('getPendingOrders', async () => ({ orders: [] })),
    getCompletedOrRefundedOrders: carry('getCompletedOrRefundedOrders', async () => ({
      hasNext: false,
      orders: [],
    })),
    completeProductGrant: carry('completeProductGrant', async () => true),
    getSubscriptionInfo: carry('getSubscriptionInfo', async () => ({})),
  } satisfies OfficialIapLike;
}

type OfficialSheet = Parameters<OfficialIapLike['createOneTimePurchaseOrder']>[0];

/** The window of a page on SDK 3.x. */
function sdk3Window() {
  const posted: string[] = [];
  vi.stubGlobal('ReactNativeWebView', { postMessage: (text: string) => posted.push(text) });
  vi.stubGlobal('__appsInTossNativeBridge', { callAsyncMethod: async () => undefined });
  return posted;
}

afterEach(() => {
  setBridge(undefined);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('a page on SDK 3.x without the official IAP', () => {
  const LINE = /setBridge\(officialSdkBridge\(IAP\)\)/;

  it.each([
    ['the client', () => createIapClient().products()],
    ['a drop-in function', () => getProductItemList()],
  ])('hears from %s which line of code it needs, and posts nothing', async (_, list) => {
    const posted = sdk3Window();
    const error: unknown = await list().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'BRIDGE_NOT_SET', charged: 'no' });
    expect(error).toMatchObject({ message: expect.stringMatching(LINE) });
    expect(posted).toEqual([]);
  });

  it('hears it from a purchase too, which opens nothing', async () => {
    const posted = sdk3Window();
    const outcome = await createIapClient().purchase('gem', { grant: () => true });
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'BRIDGE_NOT_SET', charged: 'no', developerMessage: expect.stringMatching(LINE) },
    });
    const error = await new Promise((onError) => {
      createOneTimePurchaseOrder({
        options: { sku: 'gem', processProductGrant: () => true },
        onEvent() {},
        onError,
      });
    });
    expect(error).toMatchObject({ code: 'BRIDGE_NOT_SET', message: expect.stringMatching(LINE) });
    expect(posted).toEqual([]);
  });

  it('hears it on the console when it only asks whether it may show the shop', () => {
    sdk3Window();
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    expect(IAP.getSubscriptionInfo.isSupported()).toBe(false);
    expect(IAP.getSubscriptionInfo.isSupported()).toBe(false);
    expect(warn.mock.calls.filter(([text]) => LINE.test(text)).length).toBeLessThanOrEqual(1);
  });
});

describe('setBridge(officialSdkBridge(IAP)) with the IAP of SDK 3.x', () => {
  it('makes the drop-in functions and the client use it, although the version is unknown', async () => {
    sdk3Window();
    setBridge(officialSdkBridge(sdk3()));
    expect(await getProductItemList()).toMatchObject({ products: [PRODUCT] });
    expect(await createIapClient().products()).toMatchObject([PRODUCT]);
    const grant = vi.fn(() => true);
    expect(await createIapClient().purchase('gem', { grant })).toMatchObject({
      status: 'granted',
      orderId: ORDER,
    });
    expect(await createIapClient().subscribe('gem', { grant })).toMatchObject({ status: 'granted' });
  });

  it('asks the official function whether it is supported, whatever the version table says', async () => {
    const official = sdk3((name) => name !== 'createOneTimePurchaseOrder');
    setBridge(officialSdkBridge(official, NEWEST_APP));
    expect(IAP.createOneTimePurchaseOrder.isSupported()).toBe(false);
    expect(IAP.getProductItemList.isSupported()).toBe(true);
    expect(await createIapClient().purchase('gem', { grant: () => true })).toMatchObject({
      error: { code: 'UNSUPPORTED_APP_VERSION', charged: 'no' },
    });
    expect(official.createOneTimePurchaseOrder).not.toHaveBeenCalled();
    expect(IAP.getProductItemList.MIN_TOSS_APP_VERSION).toEqual({ android: '9.1.0', ios: '9.2.0' });
    setBridge(officialSdkBridge(sdk3(), { ...NEWEST_APP, getTossAppVersion: '5.0.0' }));
    expect(IAP.createOneTimePurchaseOrder.isSupported()).toBe(true);
  });

  it('buys through an object whose functions give no cleanup, and whose order ids are numbers', async () => {
    const official = sdk3();
    official.createOneTimePurchaseOrder.mockImplementation((({ options, onEvent }: OfficialSheet) => {
      void options
        .processProductGrant({ orderId: 7 as never })
        .then((granted) => granted && onEvent({ type: 'success', data: receiptOf('7') }));
    }) as never);
    setBridge(officialSdkBridge(official));
    const grant = vi.fn(() => true);
    expect(await createIapClient().purchase('gem', { grant })).toMatchObject({
      status: 'granted',
      orderId: '7',
    });
    expect(grant).toHaveBeenCalledOnce();
  });

  it.each([
    ['a value', true, true],
    ['a value that says no', false, false],
    ['a promise', async () => false, true],
    ['a word', () => 'yes', true],
    ['nothing', () => null, true],
  ])(
    'uses the version table when isSupported is not a usable answer: %s',
    async (_, isSupported, expected) => {
      const official = sdk3();
      Object.assign(official.createOneTimePurchaseOrder, { isSupported });
      setBridge(officialSdkBridge(official, NEWEST_APP));
      expect(IAP.createOneTimePurchaseOrder.isSupported()).toBe(expected);
      const outcome = await createIapClient().purchase('gem', { grant: () => true });
      expect(outcome.status).toBe(expected ? 'granted' : 'failed');
    },
  );

  it('says what is missing when the object has no purchase function, and works with an incomplete storage', async () => {
    const { createOneTimePurchaseOrder: _, ...partial } = sdk3();
    const bridge = officialSdkBridge(partial as never, { ...NEWEST_APP, Storage: {} as never });
    expect(await createIapClient({ bridge }).products()).toMatchObject([PRODUCT]);
    expect(await createIapClient({ bridge }).purchase('gem', { grant: () => true })).toMatchObject({
      error: { code: 'UNSUPPORTED_APP_VERSION', charged: 'no' },
    });
  });

  it('ignores a namespace that throws', async () => {
    const { getProductItemList, createOneTimePurchaseOrder } = scriptedIap();
    const constants = {
      get Environment(): never {
        throw new Error('apps-in-toss 웹뷰 환경이 아니에요.');
      },
    };
    const bridge = officialSdkBridge({ getProductItemList, createOneTimePurchaseOrder }, constants);
    await expect(createIapClient({ bridge }).products()).rejects.toMatchObject({
      code: 'INVALID_PAYLOAD',
      charged: 'no',
    });
  });

  it('has a code when the official function throws because there is no Toss app', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const official = sdk3(() => {
      throw new Error('apps-in-toss 웹뷰 환경이 아니에요. 토스 앱 안에서만 호출할 수 있어요.');
    });
    setBridge(officialSdkBridge(official));
    expect(IAP.getPendingOrders.isSupported()).toBe(false);
    await expect(getProductItemList()).rejects.toMatchObject({ code: 'BRIDGE_NOT_FOUND', charged: 'no' });
    expect(await createIapClient().purchase('gem', { grant: () => true })).toMatchObject({
      error: { code: 'BRIDGE_NOT_FOUND', charged: 'no' },
    });
  });

  it.each([
    ['values', { Environment: { environment: 'toss', tossAppVersion: '5.232.0' }, Device: { os: 'iOS' } }],
    [
      'functions',
      {
        Environment: { environment: () => 'toss', tossAppVersion: () => '5.232.0' },
        Device: { os: () => 'ios' },
      },
    ],
    [
      'the deprecated getters',
      {
        getOperationalEnvironment: () => 'toss',
        getTossAppVersion: () => '5.232.0',
        getPlatformOS: () => 'ios' as const,
      },
    ],
  ])('reads the version and the environment from namespaces of 3.x as %s', (_, constants) => {
    const { getProductItemList, createOneTimePurchaseOrder } = scriptedIap();
    const bridge = officialSdkBridge({ getProductItemList, createOneTimePurchaseOrder }, constants);
    const iap = createIapClient({ bridge });
    // 5.232.0 has the pending list on iOS only.
    expect(iap.isSupported('getPendingOrders')).toBe(true);
    expect(iap.isSupported('completeProductGrant')).toBe(false);
  });
});

/** An `IAP` of 2.x, which says nothing of its support. */
function scriptedIap(): OfficialIapLike {
  return { getProductItemList: async () => ({ products: [] }), createOneTimePurchaseOrder: () => () => {} };
}

describe('each drop-in function', () => {
  it.each(IAP_FUNCTIONS)('%s says whether it is supported, and since which version', (name) => {
    const minimum = MINIMUM_APP_VERSIONS[name];
    expect(IAP[name].MIN_TOSS_APP_VERSION).toEqual(minimum);
    setBridge(scriptedBridge({}, { ...NEWEST_APP, getTossAppVersion: minimum.android }));
    expect(IAP[name].isSupported()).toBe(true);
    setBridge(scriptedBridge({}, { ...NEWEST_APP, getTossAppVersion: '5.100.0' }));
    expect(IAP[name].isSupported()).toBe(false);
    setBridge(scriptedBridge({}, { ...NEWEST_APP, getOperationalEnvironment: 'sandbox' }));
    expect(IAP[name].isSupported()).toBe(true);
  });

  it('goes by what the app says now, and not by what it said before', () => {
    const bridge = scriptedBridge({}, { ...NEWEST_APP, getTossAppVersion: '5.100.0' });
    setBridge(bridge);
    expect(IAP.getProductItemList.isSupported()).toBe(false);
    bridge.constants = NEWEST_APP;
    expect(IAP.getProductItemList.isSupported()).toBe(true);
  });

  it.each(IAP_FUNCTIONS)('%s is not supported when there is no Toss app, and does not throw', (name) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    expect(IAP[name].isSupported()).toBe(false);
  });
});
