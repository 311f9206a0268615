import {
  createIapClient,
  type IapBridge,
  officialSdkBridge,
  type WebViewWindow,
  webViewBridge,
} from '@ait-iap/client';
import {
  createSandbox,
  deviceConstants,
  type HostOptions,
  type Sandbox,
  speakMessages,
} from '@ait-iap/sandbox';
import { IAP as officialIap } from '@apps-in-toss/web-bridge';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { officialLikeEmitter } from './support/web-view.js';

const GEMS = 'ait.sandbox.consumable-1';
const MONTHLY = 'ait.sandbox.subscription-monthly';
const yes = async () => true;

type Options = Partial<HostOptions>;

/** A window behind which the sandbox is the Toss app, as /bridge.js makes one. */
function windowOver(sandbox: Sandbox, options: Options): WebViewWindow {
  const host = sandbox.bridge({ userKey: 'user', environment: 'toss', ...options });
  const view: WebViewWindow = {
    __GRANITE_NATIVE_EMITTER: officialLikeEmitter(),
    __CONSTANT_HANDLER_MAP: { ...deviceConstants(host.device) },
  };
  // Between the page and the app everything is JSON.
  const copy = (data: unknown) => (data === undefined ? undefined : JSON.parse(JSON.stringify(data)));
  const messages = speakMessages(host, (topic, data) =>
    view.__GRANITE_NATIVE_EMITTER?.emit(topic, copy(data)),
  );
  view.ReactNativeWebView = { postMessage: (text) => void messages.receive(JSON.parse(text)) };
  return view;
}

const BRIDGES: Record<string, (sandbox: Sandbox, options: Options) => IapBridge> = {
  'the bridge of the sandbox': (sandbox, options) =>
    sandbox.bridge({ userKey: 'user', environment: 'toss', ...options }),
  'the bridge of the WebView': (sandbox, options) => webViewBridge(windowOver(sandbox, options)),
  'the bridge over the official SDK': (sandbox, options) => {
    const view = windowOver(sandbox, options);
    vi.stubGlobal('window', view);
    return officialSdkBridge({ ...officialIap }, view.__CONSTANT_HANDLER_MAP);
  },
};

describe.each(Object.entries(BRIDGES))('every function over %s', (_, bridgeOver) => {
  let sandbox: Sandbox;
  const open = (options: Options = {}) =>
    createIapClient({ bridge: bridgeOver(sandbox, options), clock: sandbox.clock });
  const orders = () => sandbox.orders({ userKey: 'user' });
  /** Lets the sandbox's clock run until something has ended. */
  const during = async <T>(work: Promise<T>): Promise<T> => {
    let ended = false;
    const end = () => {
      ended = true;
    };
    work.then(end, end);
    for (let second = 0; second < 120 && !ended; second++) {
      await sandbox.idle();
      await new Promise((resolve) => setImmediate(resolve));
      if (!ended) await sandbox.clock.advance(1_000);
    }
    return work;
  };

  beforeEach(() => {
    sandbox = createSandbox();
  });
  afterEach(() => {
    sandbox.close();
    vi.unstubAllGlobals();
  });

  it('lists the products, subscriptions with their offers included', async () => {
    const products = await during(open().products());
    expect(products.find(({ sku }) => sku === MONTHLY)).toMatchObject({
      type: 'SUBSCRIPTION',
      renewalCycle: 'MONTHLY',
      offers: expect.arrayContaining([expect.objectContaining({ offerId: 'free-week' })]),
    });
  });

  it('sells a one-time product and a subscription with an offer', async () => {
    const iap = open();
    expect(await during(iap.purchase(GEMS, { grant: yes }))).toMatchObject({
      status: 'granted',
      receipt: { displayAmount: '1,100원', amount: 1_100 },
    });
    const outcome = await during(iap.subscribe(MONTHLY, { grant: yes, offerId: 'free-week' }));
    expect(outcome).toMatchObject({ status: 'granted', sku: MONTHLY });
    expect(orders().map(({ sku, state, offerId }) => [sku, state, offerId])).toEqual(
      expect.arrayContaining([
        [GEMS, 'PURCHASED', undefined],
        [MONTHLY, 'PURCHASED', 'free-week'],
      ]),
    );
    const info = await during(iap.subscriptionInfo((outcome as { orderId: string }).orderId));
    expect(info).toMatchObject({ status: 'ACTIVE', isAccessible: true, expiresAt: expect.any(Date) });
  });

  it('keeps the code of an error of the host', async () => {
    sandbox.faults.arm({ name: 'purchase-error', code: 'KOREAN_ACCOUNT_ONLY' });
    expect(await during(open().purchase(GEMS, { grant: yes }))).toMatchObject({
      status: 'failed',
      error: { code: 'KOREAN_ACCOUNT_ONLY', category: 'user-must-act', charged: 'no' },
    });
    expect(await during(open({ payment: 'cancel' }).purchase(GEMS, { grant: yes }))).toMatchObject({
      status: 'canceled',
    });
  });

  it('leaves a refused order pending, lists it, and recovers it', async () => {
    const iap = open();
    expect(await during(iap.purchase(GEMS, { grant: () => false }))).toMatchObject({ status: 'pending' });
    expect(await during(iap.pendingOrders())).toMatchObject([{ sku: GEMS }]);
    expect(await during(iap.recover({ grant: yes }))).toMatchObject({
      orders: [{ sku: GEMS, status: 'granted' }],
    });
    expect(orders()).toMatchObject([{ state: 'PURCHASED' }]);
  });

  it('walks the history with its keys', async () => {
    const iap = open();
    for (let index = 0; index < 51; index++) await during(iap.purchase(GEMS, { grant: yes }));
    const seen = new Set<string>();
    for await (const { orderId } of iap.orders()) seen.add(orderId);
    expect(seen.size).toBe(51);
  });

  it('does not report a success for a refused grant in the legacy path, and remembers that the order is paid', async () => {
    const iap = open({ appVersion: '5.225.0' });
    expect(await during(iap.purchase(GEMS, { grant: () => false }))).toMatchObject({ status: 'pending' });
    expect(await during(iap.purchase(GEMS, { grant: yes }))).toMatchObject({
      status: 'granted',
      recovered: true,
    });
    expect(orders()).toHaveLength(1);
  });

  it('says below a minimum version that the app is too old', async () => {
    const iap = open({ appVersion: '5.218.0' });
    expect(await during(iap.purchase(GEMS, { grant: yes }))).toMatchObject({
      error: { code: 'UNSUPPORTED_APP_VERSION' },
    });
    await expect(iap.products()).rejects.toMatchObject({ code: 'UNSUPPORTED_APP_VERSION' });
  });

  it('runs the grant once when the purchased event comes twice', async () => {
    sandbox.faults.arm({ name: 'purchased-twice' });
    const grant = vi.fn(yes);
    expect(await during(open().purchase(GEMS, { grant }))).toMatchObject({ status: 'granted' });
    expect(grant).toHaveBeenCalledOnce();
  });
});
