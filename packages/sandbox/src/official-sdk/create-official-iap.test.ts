import type { OfficialOneTimeParams, WebViewWindow } from '@ait-iap/protocol';
import { describe, expect, it } from 'vitest';
import type { HostOptions } from '../host/host.js';
import { speakMessages } from '../host/speak-messages.js';
import { pageBridge } from '../page/page-bridge.js';
import { createEmitter } from '../page/web-view.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import { createOfficialIap, type OfficialSdkLine } from './create-official-iap.js';

const SKU = 'ait.sandbox.consumable-1';

function start(device: Partial<HostOptions> = {}, line?: OfficialSdkLine) {
  const sandbox = createSandbox();
  const bridge = sandbox.bridge({ userKey: 'user-1', ...device });
  return { sandbox, bridge, iap: createOfficialIap(() => bridge, line) };
}

function buyWith(
  iap: ReturnType<typeof start>['iap'],
  processProductGrant: OfficialOneTimeParams['options']['processProductGrant'],
  sku = SKU,
) {
  const told: unknown[] = [];
  const tell = (what: unknown) => void told.push(what);
  const stop = iap.createOneTimePurchaseOrder({
    options: { sku, processProductGrant },
    onEvent: tell,
    onError: tell,
  });
  return { told, stop };
}

describe('the stand-in for the official SDK', () => {
  it('lists, buys and grants', async () => {
    const { sandbox, iap } = start();
    expect((await iap.getProductItemList())?.products).toContainEqual(expect.objectContaining({ sku: SKU }));
    const { told } = buyWith(iap, () => true);
    await sandbox.idle();
    expect(told).toMatchObject([{ type: 'success', data: { displayAmount: '1,100원' } }]);
    expect(await iap.getCompletedOrRefundedOrders()).toMatchObject({ orders: [{ status: 'COMPLETED' }] });
  });

  it('throws errors with only a message in line 3.x, and with a code in 2.x', async () => {
    for (const [line, error] of [
      ['3.x', { message: 'INVALID_PRODUCT_ID' }],
      ['2.x', { code: 'INVALID_PRODUCT_ID' }],
    ] as const) {
      const { sandbox, iap } = start({}, line);
      const { told } = buyWith(iap, () => true, 'nothing');
      await sandbox.idle();
      expect(told).toEqual([expect.objectContaining(error)]);
      expect('code' in (told[0] as object)).toBe(line === '2.x');
    }
  });

  it('says for each function whether the app is new enough, and since which version', () => {
    const { iap } = start({ environment: 'toss', appVersion: '5.232.0' });
    expect([iap.getProductItemList.isSupported(), iap.getPendingOrders.isSupported()]).toEqual([true, false]);
    expect(iap.getPendingOrders.MIN_TOSS_APP_VERSION).toEqual({ android: '5.234.0', ios: '5.231.0' });
    for (const call of Object.values(start().iap)) expect(call.isSupported()).toBe(true);
  });

  it('fails below the minimum version in line 3.x with an error that has the code for its name', async () => {
    const { sandbox, iap } = start({ environment: 'toss', appVersion: '5.218.0' });
    const unsupported = expect.objectContaining({ name: 'UNSUPPORTED_APP_VERSION' });
    await expect(iap.getProductItemList()).rejects.toEqual(unsupported);
    expect(() => buyWith(iap, () => true)).toThrow(unsupported);
    expect(sandbox.orders()).toEqual([]);
  });

  it('does nothing at all below the minimum version in line 2.x, as the official one', async () => {
    const { sandbox, iap } = start({ environment: 'toss', appVersion: '5.218.0' }, '2.x');
    const { told, stop } = buyWith(iap, () => true);
    await sandbox.clock.advance('1 day');
    stop();
    expect([told, sandbox.world.store.orderCount()]).toEqual([[], 0]);
    expect(await iap.getProductItemList()).toBeUndefined();
  });

  it('reports a success on the legacy path although the grant said no, as the official one', async () => {
    const { sandbox, iap } = start({ environment: 'toss', appVersion: '5.225.0' });
    const { told } = buyWith(iap, () => false);
    await sandbox.idle();
    expect(told).toMatchObject([{ type: 'success' }]);
  });

  it('recovers a refused grant', async () => {
    const { sandbox, iap } = start();
    buyWith(iap, () => false);
    await sandbox.idle();
    const [order] = (await iap.getPendingOrders())?.orders ?? [];
    expect(await iap.completeProductGrant({ params: { orderId: order?.orderId ?? '' } })).toBe(true);
  });

  it('buys a subscription with an offer', async () => {
    const { sandbox, iap } = start();
    const told: unknown[] = [];
    iap.createSubscriptionPurchaseOrder({
      options: {
        sku: 'ait.sandbox.subscription-monthly',
        offerId: 'welcome',
        processProductGrant: ({ subscriptionId }) => subscriptionId !== undefined,
      },
      onEvent: (event) => void told.push(event.type),
      onError: (error) => void told.push(error),
    });
    await sandbox.idle();
    expect(told).toEqual(['success']);
  });

  it('works over the messages of a page too', async () => {
    const sandbox = createSandbox();
    const window: WebViewWindow = { __GRANITE_NATIVE_EMITTER: createEmitter() };
    const host = speakMessages(sandbox.bridge({ userKey: 'user-1' }), (topic, data) =>
      window.__GRANITE_NATIVE_EMITTER?.emit(topic, data),
    );
    window.ReactNativeWebView = { postMessage: (text) => host.receive(JSON.parse(text)) };
    window.__CONSTANT_HANDLER_MAP = { getOperationalEnvironment: 'sandbox' };
    const iap = createOfficialIap(() => pageBridge(window));
    const { told } = buyWith(iap, () => true);
    await sandbox.idle();
    expect(told).toMatchObject([{ type: 'success' }]);
    await expect(createOfficialIap(() => pageBridge(window), '2.x').getPendingOrders()).resolves.toEqual({
      orders: [],
    });
  });
});
