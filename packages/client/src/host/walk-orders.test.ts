import { describe, expect, it, vi } from 'vitest';
import { lab } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';

const order = (orderId: string) => ({
  orderId,
  sku: 'sku',
  status: 'COMPLETED',
  date: '2026-01-01T00:00:00',
});

/** A host with these pages, by their keys. */
function history(pages: Record<string, object>) {
  return lab({
    getCompletedOrRefundedOrders: (params?: { key?: string }) => pages[params?.key ?? 'first'],
  });
}

async function idsOf(orders: AsyncIterable<{ orderId: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { orderId } of orders) ids.push(orderId);
  return ids;
}

describe('orders', () => {
  it('walks from key to key and asks for no page before it is needed', async () => {
    const { iap, bridge } = history({
      first: { hasNext: true, nextKey: 'b', orders: [order('1'), order('2')] },
      b: { hasNext: true, nextKey: 'c', orders: [order('3')] },
      c: { hasNext: false, nextKey: null, orders: [order('4')] },
    });
    const walk = iap.orders()[Symbol.asyncIterator]();
    await walk.next();
    expect(bridge.count('getCompletedOrRefundedOrders')).toBe(1);
    expect(await idsOf(iap.orders())).toEqual(['1', '2', '3', '4']);
    expect(
      bridge.calls.filter(({ functionName }) => functionName === 'getCompletedOrRefundedOrders').at(-1),
    ).toEqual({
      functionName: 'getCompletedOrRefundedOrders',
      args: [{ key: 'c' }],
    });
  });

  it('ends when a key comes a second time', async () => {
    const { iap } = history({
      first: { hasNext: true, nextKey: 'b', orders: [order('1')] },
      b: { hasNext: true, nextKey: 'c', orders: [order('2')] },
      c: { hasNext: true, nextKey: 'b', orders: [order('3')] },
    });
    expect(await idsOf(iap.orders())).toEqual(['1', '2', '3']);
  });

  it.each([
    ['has nothing', []],
    ['repeats itself', [order('1')]],
  ])('ends when a host always has a new key and %s', async (_, orders) => {
    let pages = 0;
    const { iap } = lab({
      getCompletedOrRefundedOrders: () => {
        if (++pages > 100) throw new Error('asked for ever');
        return { hasNext: true, nextKey: `key-${pages}`, orders };
      },
    });
    expect(new Set(await idsOf(iap.orders()))).toEqual(new Set(orders.map(({ orderId }) => orderId)));
    expect(await iap.ownedProducts()).toHaveLength(orders.length);
  });

  it('continues after pages that hold nothing usable', async () => {
    const { iap } = history({
      first: { hasNext: true, nextKey: 'b', orders: [order('1')] },
      b: { hasNext: true, nextKey: 'c', orders: [] },
      c: { hasNext: true, nextKey: 'd', orders: [null] },
      d: { hasNext: false, orders: [order('2')] },
    });
    expect(await idsOf(iap.orders())).toEqual(['1', '2']);
  });

  it.each([undefined, null, ''])('ends on the key %j whatever hasNext says', async (nextKey) => {
    const { iap } = history({ first: { hasNext: true, nextKey, orders: [order('1')] } });
    expect(await idsOf(iap.orders())).toEqual(['1']);
  });

  it('rejects when a page in the middle cannot be read, after it gave what came before', async () => {
    const { iap } = history({
      first: { hasNext: true, nextKey: 'b', orders: [order('1')] },
      b: { hasNext: true, orders: 'none' },
    });
    const walk = iap.orders()[Symbol.asyncIterator]();
    expect((await walk.next()).value?.orderId).toBe('1');
    await expect(walk.next()).rejects.toMatchObject({ code: 'INVALID_PAYLOAD', charged: 'no' });
  });

  it('stops at once when it is aborted while a page is read, and leaves no listener', async () => {
    const { iap } = lab({ getCompletedOrRefundedOrders: () => new Promise(() => {}) });
    const controller = new AbortController();
    const added = vi.spyOn(controller.signal, 'addEventListener');
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const ids = idsOf(iap.orders({ signal: controller.signal }));
    await settled();
    controller.abort(new Error('gone'));
    await expect(ids).rejects.toThrow('gone');
    expect(added).toHaveBeenCalled();
    expect(removed.mock.calls).toEqual(added.mock.calls);
  });

  it('rejects, and does not end like a whole history, when it is aborted during an empty last page', async () => {
    const controller = new AbortController();
    const { iap } = lab({
      getCompletedOrRefundedOrders: () => {
        controller.abort(new Error('gone'));
        return { hasNext: false, orders: [] };
      },
    });
    await expect(idsOf(iap.orders({ signal: controller.signal }))).rejects.toThrow('gone');
  });

  it('can be aborted in a WebView whose signals have no throwIfAborted', async () => {
    const { iap } = history({ first: { hasNext: false, orders: [order('1'), order('2')] } });
    const controller = new AbortController();
    Object.defineProperty(controller.signal, 'throwIfAborted', { value: undefined });
    const walk = iap.orders({ signal: controller.signal })[Symbol.asyncIterator]();
    expect((await walk.next()).value?.orderId).toBe('1');
    controller.abort(new Error('gone'));
    await expect(walk.next()).rejects.toThrow('gone');
  });
});
