import { afterEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, OTHER_ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';

const yes = async () => true;

afterEach(() => vi.unstubAllGlobals());

describe('a tap while an earlier payment is still open', () => {
  it('reports that it is checking before the sheet opens, and only then', async () => {
    const { iap, bridge, clock } = lab();
    const story: string[] = [];
    const options = {
      grant: yes,
      onChecking: (checking: boolean) => story.push(`checking ${checking}`),
      onPaymentVisible: (visible: boolean) => story.push(`paying ${visible}`),
    };
    const first = iap.purchase(SKU, options);
    await settled();
    bridge.sheet.fail('NETWORK_ERROR');
    await first;
    expect(story.splice(0)).toEqual(['paying true', 'paying false']);
    const second = iap.purchase(SKU, options);
    await settled();
    expect(story).toEqual(['checking true']);
    await clock.advance(11_000);
    expect(story.splice(0)).toEqual(['checking true', 'checking false', 'paying true']);
    bridge.sheet.fail('USER_CANCELED');
    await second;
  });

  it('reports it also when an earlier order is granted first, even if that fails', async () => {
    const { iap, pending } = lab();
    pending.set(ORDER, SKU);
    const onChecking = vi.fn();
    await iap.purchase(SKU, { grant: () => false, onChecking });
    expect(onChecking.mock.calls).toEqual([[true], [false]]);
  });

  it('waits for a recovery of this page, and does not hear of an open payment', async () => {
    const { iap, clock, pending, bridge } = lab();
    pending.set(ORDER, SKU);
    const onChecking = vi.fn();
    const grant = vi.fn(async () => {
      await clock.sleep(20_000);
      return true;
    });
    const report = iap.recover({ grant });
    await settled();
    const outcome = iap.purchase(SKU, { grant, onChecking });
    await clock.advance(5_000);
    expect(onChecking.mock.calls).toEqual([[true]]);
    await clock.advance(20_000);
    expect((await report).orders).toMatchObject([{ orderId: ORDER, status: 'granted' }]);
    expect(grant).toHaveBeenCalledOnce();
    // The order that was paid before is the one that the tap wanted.
    expect(await outcome).toMatchObject({ status: 'granted', orderId: ORDER, recovered: true });
    expect(bridge.sheets).toEqual([]);
    expect(onChecking.mock.calls).toEqual([[true], [false]]);
  });

  it('does not get the outcome of another product that the same recovery grants', async () => {
    const { iap, clock, pending, bridge } = lab();
    pending.set(ORDER, 'other').set(OTHER_ORDER, SKU);
    const grant = vi.fn(async ({ orderId }: { orderId: string }) => {
      await clock.sleep(orderId === ORDER ? 1_000 : 5_000);
      return orderId === ORDER;
    });
    const report = iap.recover({ grant });
    await clock.advance(2_000);
    const outcome = iap.purchase(SKU, { grant });
    await clock.advance(10_000);
    await report;
    expect(await outcome).toMatchObject({ status: 'pending', orderId: OTHER_ORDER });
    expect(bridge.sheets).toEqual([]);
  });

  it('does not hear of an open payment while another tab works on the order', async () => {
    vi.stubGlobal('document', {});
    vi.stubGlobal('navigator', {
      locks: { request: () => new Promise(() => {}) },
    });
    const { iap, clock } = lab();
    const outcome = iap.purchase(SKU, { grant: yes });
    await clock.advance(1_000);
    expect(await outcome).toMatchObject({ status: 'failed', error: { code: 'ORDER_UNRESOLVED' } });
  });

  it('hears of an open payment while another tab has a sheet open, but not for ever', async () => {
    const { iap, clock, start } = lab();
    void iap.purchase(SKU, { grant: yes });
    await settled();
    vi.stubGlobal('document', {});
    vi.stubGlobal('navigator', { locks: { request: () => new Promise(() => {}) } });
    for (const [minutes, code] of [
      [0, 'PURCHASE_IN_PROGRESS'],
      [30, 'ORDER_UNRESOLVED'],
    ] as const) {
      await clock.advance(minutes * 60_000);
      const outcome = start().iap.purchase(SKU, { grant: yes });
      await clock.advance(1_000);
      expect(await outcome).toMatchObject({ status: 'failed', error: { code } });
    }
  });
});

describe('the lock of a product', () => {
  it('says why, since when and until when, and is undefined when there is no lock', async () => {
    const { iap, bridge, clock, start, pending } = lab();
    expect(await iap.lockOf(SKU)).toBeUndefined();
    const since = clock.now();
    const first = iap.purchase(SKU, { grant: yes });
    expect(await iap.lockOf(SKU)).toEqual({ sku: SKU, since, reason: 'running' });
    await settled();
    expect(await start().iap.lockOf(SKU)).toEqual({
      sku: SKU,
      since,
      until: since + 10_000,
      reason: 'end-unknown',
    });
    bridge.sheet.fail('PAYMENT_PENDING');
    await first;
    expect(await iap.lockOf(SKU)).toMatchObject({
      reason: 'awaiting-approval',
      until: since + 3 * 86_400_000,
    });
    await clock.advance(3 * 86_400_000);
    expect(await start().iap.lockOf(SKU)).toBeUndefined();
    pending.set(ORDER, SKU);
    await start().iap.recover({ grant: () => false });
    expect(await start().iap.lockOf(SKU)).toMatchObject({
      reason: 'not-granted',
      orderId: ORDER,
      until: undefined,
    });
  });

  it('ends its wait on an abort', async () => {
    const { iap } = lab({ getStorageItem: () => new Promise(() => {}) });
    const controller = new AbortController();
    const lock = iap.lockOf(SKU, { signal: controller.signal });
    const rejection = expect(lock).rejects.toThrow('left');
    controller.abort(new Error('left'));
    await rejection;
  });
});

describe('every call that takes time', () => {
  it('ends with the reason of its signal', async () => {
    const never = () => new Promise(() => {});
    const { iap } = lab({
      iapGetProductItemList: never,
      getPendingOrders: never,
      getCompletedOrRefundedOrders: never,
      getSubscriptionInfo: never,
    });
    const controller = new AbortController();
    const { signal } = controller;
    const calls = [
      iap.products({ signal }),
      iap.pendingOrders({ signal }),
      iap.ownedProducts({ signal }),
      iap.subscriptionInfo(ORDER, { signal }),
      iap.recover({ grant: yes, signal }),
      iap.orders({ signal })[Symbol.asyncIterator]().next(),
    ];
    const rejections = Promise.all(calls.map((call) => expect(call).rejects.toThrow('left')));
    await settled();
    controller.abort(new Error('left'));
    await rejections;
  });
});
