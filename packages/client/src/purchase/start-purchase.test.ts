import { describe, expect, it, vi } from 'vitest';
import { lab, ORDER, OTHER_ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';
import { NEWEST_APP } from '../../test/support/scripted-bridge.js';
import { setBridge } from '../bridge/default-bridge.js';
import { createIapClient } from '../iap-client/create-iap-client.js';

const yes = async () => true;

describe('one purchase at a time', () => {
  it('opens one sheet for two taps and says to the second that the first is running', async () => {
    const { iap, bridge } = lab();
    const first = iap.purchase(SKU, { grant: yes });
    const second = await iap.purchase(SKU, { grant: yes });
    expect(second).toMatchObject({
      status: 'failed',
      error: { code: 'PURCHASE_IN_PROGRESS', charged: 'no' },
    });
    await settled();
    expect(bridge.sheets).toHaveLength(1);
    bridge.sheet.fail('USER_CANCELED');
    expect(await first).toMatchObject({ status: 'canceled' });
  });

  it('sells two products at the same time', async () => {
    const { iap, bridge } = lab();
    const outcomes = Promise.all([iap.purchase(SKU, { grant: yes }), iap.purchase('other', { grant: yes })]);
    await settled();
    expect(bridge.sheets).toHaveLength(2);
    for (const sheet of bridge.sheets) sheet.fail('USER_CANCELED');
    expect((await outcomes).map(({ status }) => status)).toEqual(['canceled', 'canceled']);
  });

  it('opens a new sheet after the last one was settled', async () => {
    const { iap, bridge } = lab();
    for (const orderId of [ORDER, OTHER_ORDER]) {
      const outcome = iap.purchase(SKU, { grant: yes });
      await settled();
      bridge.sheet.purchased(orderId);
      await settled();
      bridge.sheet.success(orderId);
      expect(await outcome).toMatchObject({ status: 'granted', orderId, recovered: false });
    }
    expect(bridge.sheets).toHaveLength(2);
  });
});

describe('an earlier order of the same product', () => {
  it('is granted and closed instead of opening a sheet', async () => {
    const { iap, bridge, pending } = lab();
    pending.set(ORDER, SKU);
    const grant = vi.fn(yes);
    expect(await iap.purchase(SKU, { grant })).toMatchObject({
      status: 'granted',
      orderId: ORDER,
      recovered: true,
    });
    expect(grant).toHaveBeenCalledOnce();
    expect(bridge.sheets).toEqual([]);
    expect(pending.size).toBe(0);
  });

  it('stays the outcome while it cannot be granted, so that nobody pays twice', async () => {
    const { iap, bridge, pending } = lab();
    pending.set(ORDER, SKU);
    expect(await iap.purchase(SKU, { grant: () => false })).toMatchObject({
      status: 'pending',
      orderId: ORDER,
    });
    expect(bridge.sheets).toEqual([]);
    expect(bridge.count('completeProductGrant')).toBe(0);
  });

  it('does not stand in the way of another product', async () => {
    const { iap, bridge, pending } = lab();
    pending.set(ORDER, 'other');
    void iap.purchase(SKU, { grant: yes });
    await settled();
    expect(bridge.sheets).toHaveLength(1);
  });

  it('locks the product over a restart until the list must have caught up', async () => {
    const { iap, start, clock, bridge } = lab();
    void iap.purchase(SKU, { grant: yes });
    await settled();
    expect(bridge.sheets).toHaveLength(1);
    // The app dies with the sheet open.
    const next = start();
    const outcome = next.iap.purchase(SKU, { grant: yes });
    await clock.advance(9_000);
    expect(next.bridge.sheets).toEqual([]);
    await clock.advance(2_000);
    expect(next.bridge.sheets).toHaveLength(1);
    next.bridge.sheet.fail('USER_CANCELED');
    expect(await outcome).toMatchObject({ status: 'canceled' });
  });

  it('is found after a restart although the list lags, and nobody pays twice', async () => {
    const { iap, start, clock, pending } = lab();
    void iap.purchase(SKU, { grant: yes });
    await settled();
    const next = start();
    const grant = vi.fn(yes);
    const outcome = next.iap.purchase(SKU, { grant });
    await clock.advance(5_000);
    pending.set(ORDER, SKU);
    await clock.advance(6_000);
    expect(await outcome).toMatchObject({ status: 'granted', orderId: ORDER, recovered: true });
    expect(next.bridge.sheets).toEqual([]);
    expect(grant).toHaveBeenCalledOnce();
  });

  it('is remembered by its id when the app dies between payment and grant', async () => {
    const { iap, start, bridge, pending } = lab();
    void iap.purchase(SKU, { grant: () => new Promise(() => {}) });
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await settled();
    const next = start();
    expect(await next.iap.purchase(SKU, { grant: yes })).toMatchObject({
      status: 'granted',
      orderId: ORDER,
      recovered: true,
    });
    expect(next.bridge.sheets).toEqual([]);
    expect(pending.size).toBe(0);
  });

  it('keeps the product locked for days while the store waits for an approval, and recovers it once approved', async () => {
    const { iap, start, clock, bridge, pending } = lab();
    const first = iap.purchase(SKU, { grant: yes });
    await settled();
    bridge.sheet.fail('PAYMENT_PENDING');
    expect(await first).toMatchObject({
      status: 'failed',
      error: { code: 'PAYMENT_PENDING', charged: 'unknown' },
    });
    await clock.advance(86_400_000);
    const next = start();
    expect(await next.iap.recover({ grant: yes })).toEqual({ orders: [] });
    expect(await next.iap.purchase(SKU, { grant: yes })).toMatchObject({
      error: { code: 'PAYMENT_PENDING' },
    });
    expect(next.bridge.sheets).toEqual([]);
    pending.set(ORDER, SKU);
    expect(await next.iap.purchase(SKU, { grant: yes })).toMatchObject({ status: 'granted', orderId: ORDER });
    void next.iap.purchase(SKU, { grant: yes });
    await settled();
    expect(next.bridge.sheets).toHaveLength(1);
  });

  it('that nobody approved within three days does not lock the product any longer', async () => {
    const { iap, start, clock, bridge } = lab();
    const first = iap.purchase(SKU, { grant: yes });
    await settled();
    bridge.sheet.fail('PAYMENT_PENDING');
    await first;
    await clock.advance(3 * 86_400_000);
    const next = start();
    void next.iap.purchase(SKU, { grant: yes });
    await settled();
    expect(next.bridge.sheets).toHaveLength(1);
  });

  it('does not lock the product for a year when the device clock was a year ahead', async () => {
    const { iap, start, clock } = lab();
    clock.jump(365 * 86_400_000);
    void iap.purchase(SKU, { grant: yes });
    await settled();
    clock.jump(-365 * 86_400_000);
    const next = start();
    void next.iap.purchase(SKU, { grant: yes });
    await clock.advance(11_000);
    expect(next.bridge.sheets).toHaveLength(1);
  });

  it('that is known to be paid keeps the product locked where the app has no list, for three days', async () => {
    for (const code of ['PRODUCT_NOT_GRANTED_BY_PARTNER', undefined]) {
      const { iap, start, clock, bridge } = lab({}, { ...NEWEST_APP, getTossAppVersion: '5.233.5' });
      const first = iap.purchase(SKU, { grant: yes });
      await settled();
      // With no code the app dies.
      if (code) bridge.sheet.fail(code);
      if (code) expect(await first).toMatchObject({ status: 'failed', error: { charged: 'yes' } });
      await clock.advance(60_000);
      const next = start();
      expect(await next.iap.recover({ grant: yes })).toEqual({ orders: [] });
      expect(await next.iap.purchase(SKU, { grant: yes })).toMatchObject({
        error: { code: 'ORDER_UNRESOLVED' },
      });
      expect(next.bridge.sheets).toEqual([]);
      await clock.advance(3 * 86_400_000);
      void start().iap.purchase(SKU, { grant: yes });
      await settled();
    }
  });

  it('that the host itself reported as failed does not lock the product for long where the app has no list', async () => {
    const { iap, start, clock, bridge } = lab({}, { ...NEWEST_APP, getTossAppVersion: '5.233.5' });
    const first = iap.purchase(SKU, { grant: yes });
    await settled();
    bridge.sheet.fail('NETWORK_ERROR');
    await first;
    await clock.advance(10_000);
    const next = start();
    void next.iap.purchase(SKU, { grant: yes });
    await settled();
    expect(next.bridge.sheets).toHaveLength(1);
  });

  it('keeps its note where the app has no list and the backend cannot decide yet', async () => {
    const { iap, start, clock, bridge, pending } = lab({}, { ...NEWEST_APP, getTossAppVersion: '5.233.5' });
    void iap.purchase(SKU, { grant: () => new Promise(() => {}) });
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await settled();
    await clock.advance(60_000);
    expect(await start().iap.purchase(SKU, { grant: () => false })).toMatchObject({
      status: 'pending',
      orderId: ORDER,
    });
    expect(await start().iap.purchase(SKU, { grant: yes })).toMatchObject({
      status: 'granted',
      recovered: true,
    });
  });

  it('keeps the product locked while the list cannot be read', async () => {
    const { iap, start, clock, bridge } = lab();
    const first = iap.purchase(SKU, { grant: yes });
    await settled();
    bridge.sheet.fail('NETWORK_ERROR');
    expect(await first).toMatchObject({ status: 'failed', error: { charged: 'unknown' } });
    const next = start();
    next.bridge.methods.getPendingOrders = () => Promise.reject(new Error('down'));
    await clock.advance(60_000);
    expect(await next.iap.purchase(SKU, { grant: yes })).toMatchObject({
      status: 'failed',
      error: { code: 'ORDER_UNRESOLVED', retryable: true },
    });
    expect(next.bridge.sheets).toEqual([]);
  });

  it('does not stop a sale when the list cannot be read and nothing speaks of an earlier order', async () => {
    const { iap, bridge } = lab({ getPendingOrders: () => Promise.reject(new Error('down')) });
    void iap.purchase(SKU, { grant: yes });
    await settled();
    expect(bridge.sheets).toHaveLength(1);
  });

  it('in the legacy path is granted from memory, where the host lists nothing', async () => {
    const receipt = {
      orderId: ORDER,
      displayName: '',
      displayAmount: '',
      amount: 0,
      currency: 'KRW',
      fraction: 0,
    };
    const { iap, start } = lab(
      { iapCreateOneTimePurchaseOrder: () => receipt },
      { ...NEWEST_APP, getTossAppVersion: '5.220.0' },
    );
    expect(await iap.purchase(SKU, { grant: () => false })).toMatchObject({
      status: 'pending',
      orderId: ORDER,
    });
    const next = start();
    const report = await next.iap.recover({ grant: yes });
    expect(report.orders).toEqual([{ orderId: ORDER, sku: SKU, status: 'granted' }]);
    expect(next.bridge.calls.map(({ functionName }) => functionName)).not.toContain('completeProductGrant');
    expect(await start().iap.recover({ grant: yes })).toEqual({ orders: [] });
  });
});

describe('the deadline of a grant', () => {
  it('answers no at the deadline and tells the callback to stop', async () => {
    const { iap, bridge, clock, pending } = lab();
    let signal: AbortSignal | undefined;
    void iap.purchase(SKU, {
      grant: (order) => {
        signal = order.signal;
        expect(order.deadline - clock.now()).toBe(25_000);
        return new Promise(() => {});
      },
    });
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await clock.advance(24_999);
    expect(bridge.count('processProductGrant')).toBe(0);
    await clock.advance(1);
    expect(bridge.calls.at(-1)?.args).toEqual([{ orderId: ORDER, isProductGranted: false }]);
    expect(signal?.aborted).toBe(true);
  });

  it('can be made shorter, and not longer than the host waits', async () => {
    for (const [grantTimeoutMs, expected] of [
      [5_000, 5_000],
      [60_000, 25_000],
    ] as const) {
      const { iap, bridge, clock } = lab();
      let remaining = 0;
      void iap.purchase(SKU, {
        grantTimeoutMs,
        grant: ({ deadline }) => {
          remaining = deadline - clock.now();
          return true;
        },
      });
      await settled();
      bridge.sheet.purchased(ORDER);
      await settled();
      expect(remaining).toBe(expected);
    }
  });

  it('is kept by the clock when the timers of the hidden page sleep', async () => {
    const { iap, bridge, clock, pending } = lab();
    let resolve: (granted: boolean) => void = () => {};
    void iap.purchase(SKU, {
      grant: () =>
        new Promise((done) => {
          resolve = done;
        }),
    });
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await settled();
    clock.jump(26_000);
    resolve(true);
    await settled();
    expect(bridge.calls.filter(({ functionName }) => functionName === 'processProductGrant')).toEqual([
      { functionName: 'processProductGrant', args: [{ orderId: ORDER, isProductGranted: false }] },
    ]);
  });

  it('does not start a callback that hangs beside itself when the host says that nothing was granted', async () => {
    const { iap, bridge, clock, pending } = lab();
    const grant = vi.fn(() => new Promise<boolean>(() => {}));
    const outcome = iap.purchase(SKU, { grant });
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await clock.advance(25_000);
    bridge.sheet.fail('PRODUCT_NOT_GRANTED_BY_PARTNER');
    await clock.advance(25_000);
    expect(await outcome).toMatchObject({ status: 'pending', orderId: ORDER });
    expect(grant).toHaveBeenCalledOnce();
    expect(clock.sleepers).toBe(0);
  });

  it('does not run the callback again for a yes that only came late, and closes the order by its id', async () => {
    const { iap, bridge, clock, pending } = lab();
    let resolve: (granted: boolean) => void = () => {};
    const grant = vi.fn(
      () =>
        new Promise<boolean>((done) => {
          resolve = done;
        }),
    );
    const outcome = iap.purchase(SKU, { grant });
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await clock.advance(25_000);
    resolve(true);
    bridge.sheet.fail('PRODUCT_NOT_GRANTED_BY_PARTNER');
    expect(await outcome).toMatchObject({ status: 'granted', orderId: ORDER });
    expect(grant).toHaveBeenCalledOnce();
    expect(pending.size).toBe(0);
    expect(clock.sleepers).toBe(0);
  });
});

describe('giving up', () => {
  it('before the sheet is open opens none and ends canceled', async () => {
    const { iap, bridge, store } = lab();
    const controller = new AbortController();
    const outcome = iap.purchase(SKU, { grant: yes, signal: controller.signal });
    controller.abort();
    expect(await outcome).toMatchObject({ status: 'canceled', error: { charged: 'no' } });
    await settled();
    expect(bridge.sheets).toEqual([]);
    expect([...store.values()]).toEqual(['{}']);
  });

  it('with the sheet open ends at once, and a payment is granted and answered all the same', async () => {
    const { iap, bridge, pending } = lab();
    const controller = new AbortController();
    const grant = vi.fn(yes);
    const outcome = iap.purchase(SKU, { grant, signal: controller.signal });
    await settled();
    controller.abort();
    expect(await outcome).toMatchObject({
      status: 'failed',
      error: { code: 'PURCHASE_ABANDONED', charged: 'unknown', category: 'paid-unresolved' },
    });
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await settled();
    expect(grant).toHaveBeenCalledOnce();
    expect(pending.size).toBe(0);
    bridge.sheet.success(ORDER);
    await settled();
    expect(bridge.listeners).toBe(0);
  });

  it('after the payment ends pending with the order id', async () => {
    const { iap, bridge } = lab();
    const controller = new AbortController();
    const outcome = iap.purchase(SKU, { grant: () => new Promise(() => {}), signal: controller.signal });
    await settled();
    bridge.sheet.purchased(ORDER);
    await settled();
    controller.abort();
    expect(await outcome).toMatchObject({ status: 'pending', orderId: ORDER, error: { charged: 'yes' } });
  });

  it('keeps the product locked while the sheet it left behind is open', async () => {
    const { iap, bridge } = lab();
    const controller = new AbortController();
    const outcome = iap.purchase(SKU, { grant: yes, signal: controller.signal });
    await settled();
    controller.abort();
    await outcome;
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({
      error: { code: 'PURCHASE_IN_PROGRESS' },
    });
    expect(bridge.sheets).toHaveLength(1);
  });
});

describe('the payment sheet', () => {
  it('is told visible and hidden exactly once each', async () => {
    const { iap, bridge } = lab();
    const onPaymentVisible = vi.fn();
    const outcome = iap.purchase(SKU, { grant: yes, onPaymentVisible });
    await settled();
    expect(onPaymentVisible.mock.calls).toEqual([[true]]);
    bridge.sheet.fail('USER_CANCELED');
    await outcome;
    expect(onPaymentVisible.mock.calls).toEqual([[true], [false]]);
  });

  it('that cannot be opened is a failed outcome and leaves no lock behind', async () => {
    const { iap, bridge, start } = lab();
    bridge.listen = () => {
      throw Object.assign(new Error('no host'), { code: 'INVALID_USER_ENVIRONMENT' });
    };
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({
      status: 'failed',
      error: { code: 'INVALID_USER_ENVIRONMENT' },
    });
    const next = start();
    void next.iap.purchase(SKU, { grant: yes });
    await settled();
    expect(next.bridge.sheets).toHaveLength(1);
  });
});

describe('a mistake of the caller', () => {
  const refused = { status: 'failed', error: { code: 'INVALID_ARGUMENT', charged: 'no' } };

  it('in the sku is refused without asking the host', async () => {
    const { iap, bridge } = lab();
    for (const sku of ['', undefined as unknown as string, 7 as unknown as string]) {
      expect(await iap.purchase(sku, { grant: yes })).toMatchObject(refused);
    }
    expect(bridge.calls).toEqual([]);
  });

  it('in the grant callback is refused before anybody can pay', async () => {
    const { iap, bridge } = lab();
    for (const options of [undefined, {}, { grant: true }, { processGrant: yes }]) {
      expect(await iap.purchase(SKU, options as never)).toMatchObject(refused);
      await expect(iap.recover(options as never)).rejects.toMatchObject(refused.error);
    }
    expect(bridge.calls).toEqual([]);
  });

  it('in the bridge says what to wrap', () => {
    for (const bridge of [null, {}, { getProductItemList() {} }]) {
      const expected = expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining('officialSdkBridge(IAP)'),
      });
      expect(() => createIapClient({ bridge: bridge as never })).toThrow(expected);
      expect(() => setBridge(bridge as never)).toThrow(expected);
    }
  });
});
