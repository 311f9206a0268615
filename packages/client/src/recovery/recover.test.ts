import { describe, expect, it, vi } from 'vitest';
import { lab, ORDER, OTHER_ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';
import { NEWEST_APP } from '../../test/support/scripted-bridge.js';

const yes = async () => true;

describe('recover', () => {
  it('grants each pending order and closes it afterwards', async () => {
    const { iap, bridge, pending } = lab();
    pending.set(ORDER, SKU).set(OTHER_ORDER, 'other');
    const grant = vi.fn(async () => 'already_granted' as const);
    expect(await iap.recover({ grant })).toEqual({
      orders: [
        { orderId: ORDER, sku: SKU, status: 'granted' },
        { orderId: OTHER_ORDER, sku: 'other', status: 'granted' },
      ],
    });
    expect(grant.mock.calls.map(([order]: unknown[]) => order)).toMatchObject([
      { orderId: ORDER, sku: SKU },
      { orderId: OTHER_ORDER, sku: 'other' },
    ]);
    expect(bridge.count('completeProductGrant')).toBe(2);
    expect(pending.size).toBe(0);
  });

  it('never closes an order that was not granted, and goes on with the others', async () => {
    const { iap, bridge, pending } = lab();
    pending.set(ORDER, SKU).set(OTHER_ORDER, 'other');
    const { orders } = await iap.recover({
      grant: ({ orderId }) => {
        if (orderId === ORDER) throw new Error('database is down');
        return true;
      },
    });
    expect(orders).toHaveLength(2);
    expect(orders.find(({ orderId }) => orderId === OTHER_ORDER)).toMatchObject({ status: 'granted' });
    expect(orders.find(({ orderId }) => orderId === ORDER)).toMatchObject({
      status: 'pending',
      error: { charged: 'yes', cause: { message: 'database is down' } },
    });
    expect(bridge.calls.filter(({ functionName }) => functionName === 'completeProductGrant')).toEqual([
      { functionName: 'completeProductGrant', args: [{ params: { orderId: OTHER_ORDER } }] },
    ]);
  });

  it('gives the host the order id in the spelling that the host used', async () => {
    const { iap, bridge, pending } = lab();
    pending.set(ORDER.toUpperCase(), SKU);
    await iap.recover({ grant: yes });
    expect(bridge.calls).toContainEqual({
      functionName: 'completeProductGrant',
      args: [{ params: { orderId: ORDER.toUpperCase() } }],
    });
  });

  it('grants each order once when it is called twice at the same time', async () => {
    const { iap, pending } = lab();
    pending.set(ORDER, SKU);
    const grant = vi.fn(yes);
    const [first, second] = await Promise.all([iap.recover({ grant }), iap.recover({ grant })]);
    expect(grant).toHaveBeenCalledOnce();
    expect(first.orders).toEqual(second.orders);
  });

  it('works on as many orders at a time as the caller set', async () => {
    const { iap, pending } = lab();
    for (let index = 0; index < 7; index++) pending.set(`${index}${ORDER.slice(1)}`, `sku-${index}`);
    let atOnce = 0;
    let most = 0;
    await iap.recover({
      concurrency: 2,
      grant: async () => {
        most = Math.max(most, ++atOnce);
        await settled();
        atOnce--;
        return true;
      },
    });
    expect(most).toBe(2);
  });

  it.each([
    [Number.POSITIVE_INFINITY, 7],
    [Number.NaN, 3],
    [0, 1],
    [-1, 1],
  ])('recovers every order with a concurrency of %d, %i at a time', async (concurrency, expected) => {
    const { iap, pending } = lab();
    for (let index = 0; index < 7; index++) pending.set(`${index}${ORDER.slice(1)}`, `sku-${index}`);
    let atOnce = 0;
    let most = 0;
    const { orders } = await iap.recover({
      concurrency,
      grant: async () => {
        most = Math.max(most, ++atOnce);
        await settled();
        atOnce--;
        return true;
      },
    });
    expect(orders).toHaveLength(7);
    expect(most).toBe(expected);
  });

  it('leaves the order of a running purchase to that purchase', async () => {
    const { iap, bridge, pending } = lab();
    const grant = vi.fn(yes);
    const outcome = iap.purchase(SKU, { grant });
    await settled();
    pending.set(ORDER, SKU);
    expect(await iap.recover({ grant })).toEqual({ orders: [{ orderId: ORDER, sku: SKU, status: 'busy' }] });
    expect(grant).not.toHaveBeenCalled();
    bridge.sheet.purchased(ORDER);
    await settled();
    bridge.sheet.success(ORDER);
    await outcome;
    expect(grant).toHaveBeenCalledOnce();
  });

  it('reports an order as pending when the host does not close it, and closes it the next time', async () => {
    const { iap, bridge, pending } = lab();
    pending.set(ORDER, SKU);
    bridge.methods.completeProductGrant = () => Promise.reject(new Error('throttled'));
    expect((await iap.recover({ grant: yes })).orders).toMatchObject([{ status: 'pending' }]);
    expect(bridge.count('completeProductGrant')).toBe(2);
    bridge.methods.completeProductGrant = () => pending.delete(ORDER);
    expect((await iap.recover({ grant: yes })).orders).toMatchObject([{ status: 'granted' }]);
  });

  it('reads the list again while an earlier order sheet may still be open', async () => {
    const { iap, start, clock, pending, store } = lab();
    void iap.purchase(SKU, { grant: yes });
    await settled();
    const next = start();
    const report = next.iap.recover({ grant: yes });
    await clock.advance(4_000);
    pending.set(ORDER, SKU);
    await clock.advance(7_000);
    expect((await report).orders).toEqual([{ orderId: ORDER, sku: SKU, status: 'granted' }]);
    expect([...store.values()]).toEqual(['{}']);
  });

  it('unlocks a product whose order sheet ended unpaid', async () => {
    const { iap, start, clock, store } = lab();
    void iap.purchase(SKU, { grant: yes });
    await settled();
    const { sleepers } = clock;
    expect([...store.values()][0]).toContain(SKU);
    const next = start();
    const report = next.iap.recover({ grant: yes });
    await clock.advance(20_000);
    expect(await report).toEqual({ orders: [] });
    expect([...store.values()]).toEqual(['{}']);
    expect(clock.sleepers).toBe(sleepers);
  });

  it('stops on abort with the reason of the signal', async () => {
    const { iap, start, clock } = lab();
    void iap.purchase(SKU, { grant: yes });
    await settled();
    const { sleepers } = clock;
    const controller = new AbortController();
    const report = start().iap.recover({ grant: yes, signal: controller.signal });
    const rejection = expect(report).rejects.toThrow('unmounted');
    await clock.advance(1_000);
    controller.abort(new Error('unmounted'));
    await rejection;
    expect(clock.sleepers).toBe(sleepers);
  });

  it('stops on abort with an AbortError in a WebView that keeps no reason', async () => {
    const { iap, start, clock } = lab();
    void iap.purchase(SKU, { grant: yes });
    await settled();
    const { sleepers } = clock;
    const controller = new AbortController();
    Object.defineProperty(controller.signal, 'reason', { value: undefined });
    const report = start().iap.recover({ grant: yes, signal: controller.signal });
    const rejection = expect(report).rejects.toMatchObject({ name: 'AbortError' });
    await clock.advance(1_000);
    controller.abort();
    await rejection;
    expect(clock.sleepers).toBe(sleepers);
  });

  it('stops on abort while the list is read, and grants nothing from it', async () => {
    let answer = (_: object) => {};
    const { iap, clock } = lab({
      getPendingOrders: () =>
        new Promise<object>((resolve) => {
          answer = resolve;
        }),
    });
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const grant = vi.fn(yes);
    const report = iap.recover({ grant, signal: controller.signal });
    await settled();
    controller.abort(new Error('unmounted'));
    await expect(report).rejects.toThrow('unmounted');
    expect(removed).toHaveBeenCalled();
    answer({ orders: [{ orderId: ORDER, sku: SKU }] });
    await settled();
    expect(grant).not.toHaveBeenCalled();
    expect(clock.sleepers).toBe(0);
  });

  it('closes the order that was being granted when it was aborted, and then stops with the reason', async () => {
    const { iap, pending } = lab();
    pending.set(ORDER, SKU).set(OTHER_ORDER, 'other');
    const controller = new AbortController();
    const report = iap.recover({
      concurrency: 1,
      signal: controller.signal,
      grant: async () => {
        controller.abort(new Error('unmounted'));
        return true;
      },
    });
    await expect(report).rejects.toThrow('unmounted');
    expect([...pending.keys()]).toEqual([OTHER_ORDER]);
  });

  it('asks the backend about an order that only this device knows, and accepts its no once the list confirms it', async () => {
    const { iap, bridge, start, clock, store } = lab();
    void iap.purchase(SKU, { grant: () => new Promise(() => {}) });
    await settled();
    bridge.sheet.purchased(ORDER);
    await settled();
    await clock.advance(20_000);
    const next = start();
    const grant = vi.fn(() => false);
    await next.iap.recover({ grant });
    expect(grant).toHaveBeenCalledOnce();
    expect([...store.values()]).toEqual(['{}']);
  });

  it('does nothing below the version that has pending orders', async () => {
    const { iap, bridge } = lab({}, { ...NEWEST_APP, getTossAppVersion: '5.233.9' });
    expect(await iap.recover({ grant: yes })).toEqual({ orders: [] });
    expect(bridge.count('getPendingOrders')).toBe(0);
  });

  it('rejects with a typed error when the list cannot be read', async () => {
    const { iap } = lab({ getPendingOrders: () => ({ orders: 'none' }) });
    await expect(iap.recover({ grant: yes })).rejects.toMatchObject({
      code: 'INVALID_PAYLOAD',
      charged: 'no',
    });
  });
});
