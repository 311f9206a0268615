import { describe, expect, it, vi } from 'vitest';
import { lab, ORDER, OTHER_ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';
import { NEWEST_APP } from '../../test/support/scripted-bridge.js';

const yes = async () => true;
const fail = () => Promise.reject(new Error('down'));

type Started = ReturnType<ReturnType<typeof lab>['start']>;

describe('an earlier order of the same product', () => {
  it('is granted and closed, and no sheet opens', async () => {
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

  it('keeps the product locked over a restart until the list must have caught up', async () => {
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

  it('is waited for, by a tap and by a recovery, also when the list answers slowly', async () => {
    for (const way of ['a tap', 'a recovery']) {
      const device = lab({ getPendingOrders: () => device.clock.sleep(300).then(() => ({ orders: [] })) });
      void device.iap.purchase(SKU, { grant: yes });
      await device.clock.advance(1_000);
      const { iap, bridge } = device.start();
      if (way === 'a tap') void iap.purchase(SKU, { grant: yes });
      else await Promise.all([iap.recover({ grant: yes }), device.clock.advance(12_000)]);
      await device.clock.advance(11_000);
      expect(bridge.sheets).toHaveLength(way === 'a tap' ? 1 : 0);
      if (way === 'a recovery') expect([...device.store.values()]).toEqual(['{}']);
    }
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

  it.each([
    ['a tap', (lab: Started) => lab.iap.purchase(SKU, { grant: yes })],
    ['a recovery', (lab: Started) => lab.iap.recover({ grant: yes })],
  ])('does not free the product, when %s settles it, if a later sheet was abandoned', async (_, settle) => {
    const { iap, start, clock, pending } = lab();
    void iap.purchase(SKU, { grant: yes });
    await settled();
    // The app dies with the sheet open, paid; the list still lags, and shows an older order of the same product.
    const next = start();
    pending.set(OTHER_ORDER, SKU);
    const settling = settle(next);
    await clock.advance(1_000);
    expect(pending.size).toBe(0);
    const outcome = next.iap.purchase(SKU, { grant: yes });
    await clock.advance(5_000);
    pending.set(ORDER, SKU);
    await clock.advance(30_000);
    await settling;
    expect(await outcome).toMatchObject({ status: 'granted', orderId: ORDER, recovered: true });
    expect(next.bridge.sheets).toEqual([]);
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

  it('no longer locks the product when nobody approved it within three days', async () => {
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

  it('keeps the product locked for three days when it is known to be paid and the app has no list', async () => {
    for (const code of ['PRODUCT_NOT_GRANTED_BY_PARTNER', undefined]) {
      const { iap, start, clock, bridge } = lab({}, { ...NEWEST_APP, getTossAppVersion: '5.233.5' });
      const first = iap.purchase(SKU, { grant: yes });
      await settled();
      // Without a code the app dies.
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

  it('does not lock the product for long when the host reported it as failed and the app has no list', async () => {
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

  it('keeps its note when the app has no list and the backend cannot decide yet', async () => {
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
    next.bridge.methods.getPendingOrders = fail;
    await clock.advance(60_000);
    expect(await next.iap.purchase(SKU, { grant: yes })).toMatchObject({
      status: 'failed',
      error: { code: 'ORDER_UNRESOLVED', retryable: true },
    });
    expect(next.bridge.sheets).toEqual([]);
  });

  it('stops a sale while the list cannot be read, if another device may have paid it', async () => {
    const { iap, bridge } = lab();
    const { getPendingOrders = fail } = bridge.methods;
    bridge.methods.getPendingOrders = fail;
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({
      status: 'failed',
      // Nothing says that this user has paid, so they should not be frightened.
      error: { charged: 'no', message: expect.stringContaining('down') },
    });
    expect(bridge.sheets).toEqual([]);
    Object.assign(bridge.methods, { getPendingOrders });
    void iap.purchase(SKU, { grant: yes });
    await settled();
    expect(bridge.sheets).toHaveLength(1);
  });

  it('is granted from memory in the legacy path, because the host lists nothing', async () => {
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
