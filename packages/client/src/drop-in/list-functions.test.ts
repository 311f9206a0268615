import { afterEach, describe, expect, it } from 'vitest';
import { NEWEST_APP, scriptedBridge } from '../../test/support/scripted-bridge.js';
import { setBridge } from '../bridge/default-bridge.js';
import { getCompletedOrRefundedOrders, getPendingOrders, getProductItemList } from './list-functions.js';
import { completeProductGrant, getSubscriptionInfo } from './order-functions.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';

afterEach(() => setBridge(undefined));

const FUNCTIONS = [
  ['getProductItemList', '5.218.9', () => getProductItemList()],
  ['getPendingOrders', '5.233.9', () => getPendingOrders()],
  ['getCompletedOrRefundedOrders', '5.230.9', () => getCompletedOrRefundedOrders()],
  ['completeProductGrant', '5.232.9', () => completeProductGrant({ params: { orderId: ORDER } })],
  ['getSubscriptionInfo', '5.252.9', () => getSubscriptionInfo({ params: { orderId: ORDER } })],
] as const;

describe.each(FUNCTIONS)('the drop-in function %s', (_, tooOld, call) => {
  it('answers undefined below its minimum version, and asks the host nothing', async () => {
    const bridge = scriptedBridge({}, { ...NEWEST_APP, getTossAppVersion: tooOld });
    setBridge(bridge);
    expect(await call()).toBeUndefined();
    expect(bridge.calls).toEqual([]);
  });

  it('asks the host in the sandbox environment for any version, and returns its undefined', async () => {
    const bridge = scriptedBridge(
      {},
      { ...NEWEST_APP, getOperationalEnvironment: 'sandbox', getTossAppVersion: '1.0.0' },
    );
    bridge.call = async () => undefined;
    setBridge(bridge);
    expect(await call()).toBeUndefined();
  });

  it('rejects with BRIDGE_NOT_FOUND when there is no Toss app', async () => {
    await expect(call()).rejects.toMatchObject({ code: 'BRIDGE_NOT_FOUND', charged: 'no' });
  });

  it('rejects with the code of the host, and with charged: no', async () => {
    const bridge = scriptedBridge();
    bridge.call = () => Promise.reject(Object.assign(new Error('끊겼어요'), { code: 'NETWORK_ERROR' }));
    setBridge(bridge);
    await expect(call()).rejects.toMatchObject({ code: 'NETWORK_ERROR', charged: 'no', retryable: true });
  });

  it('asks a host that does not say its version', async () => {
    const bridge = scriptedBridge({ getSubscriptionInfo: () => ({}) }, {});
    setBridge(bridge);
    await call();
    expect(bridge.calls.map(({ functionName }) => functionName)).not.toEqual([]);
  });
});

describe('the drop-in lists', () => {
  it('pass the paging key on, or no argument when there is no key, as the official SDK does', async () => {
    const bridge = scriptedBridge();
    setBridge(bridge);
    await getCompletedOrRefundedOrders();
    await getCompletedOrRefundedOrders({ key: null });
    await getCompletedOrRefundedOrders({ key: 'next' });
    expect(bridge.calls.map(({ args }) => args)).toEqual([[], [], [{ key: 'next' }]]);
  });

  it('share a read that is still running, and read again afterwards', async () => {
    const bridge = scriptedBridge();
    setBridge(bridge);
    await Promise.all([getProductItemList(), getProductItemList()]);
    expect(bridge.count('iapGetProductItemList')).toBe(1);
    await getProductItemList();
    expect(bridge.count('iapGetProductItemList')).toBe(2);
  });

  it('share a failure of a read that is still running, and ask again afterwards', async () => {
    const bridge = scriptedBridge();
    const answering = bridge.call;
    let asked = 0;
    bridge.call = () => {
      asked += 1;
      return Promise.reject(Object.assign(new Error('끊겼어요'), { code: 'NETWORK_ERROR' }));
    };
    setBridge(bridge);
    const failed = await Promise.allSettled([getProductItemList(), getProductItemList()]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(asked).toBe(1);
    bridge.call = answering;
    expect(await getProductItemList()).toEqual({ products: [] });
  });

  it('ask a bridge for its version until it has one, and not after that', async () => {
    const constants: Record<string, unknown> = { ...NEWEST_APP, getTossAppVersion: undefined };
    const bridge = scriptedBridge();
    const asked: string[] = [];
    bridge.constant = (name) => {
      asked.push(name);
      return constants[name];
    };
    setBridge(bridge);
    await getProductItemList();
    constants.getTossAppVersion = '5.218.9';
    expect(await getProductItemList()).toBeUndefined();
    const askedSoFar = asked.length;
    expect(await getProductItemList()).toBeUndefined();
    expect(asked).toHaveLength(askedSoFar);
  });
});
