import { afterEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';

/** The locks of an origin, and the page that is left: it may be kept in the back/forward cache. */
function origin() {
  const held = new Set<string>();
  const locks = {
    request: async (name: string, _: unknown, use: () => Promise<void>) => {
      if (held.has(name)) return new Promise(() => {});
      held.add(name);
      await use().finally(() => held.delete(name));
    },
  };
  const leaves: (() => void)[] = [];
  vi.stubGlobal('document', {});
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('addEventListener', (_: 'pagehide', leave: () => void) => leaves.push(leave));
  return {
    leave() {
      for (const leave of leaves.splice(0)) leave();
    },
  };
}

afterEach(() => vi.unstubAllGlobals());

describe('a page that is left over its open order sheet, and kept', () => {
  it('leaves a paid order to the next page, and ends with the same order when it is shown again', async () => {
    const { leave } = origin();
    const { iap, bridge, clock, pending, start } = lab();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const outcome = iap.purchase(SKU, { grant: () => promise });
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await settled();
    leave();
    await settled();
    const next = start();
    const grant = vi.fn(async () => true);
    expect((await next.iap.recover({ grant })).orders).toMatchObject([{ orderId: ORDER, status: 'granted' }]);
    expect(grant).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ orderId: ORDER }));
    resolve(true);
    await settled();
    bridge.sheet.success(ORDER);
    expect(await outcome).toMatchObject({ status: 'granted', orderId: ORDER });
    expect((await next.iap.recover({ grant })).orders).toEqual([]);
    expect([bridge.sheets.length, next.bridge.sheets.length, pending.size]).toEqual([1, 0, 0]);
    expect(clock.sleepers).toBe(0);
  });

  it('lets the next page sell once its list must show a payment, and hears its own sheet all the same', async () => {
    const { leave } = origin();
    const { iap, bridge, clock, start } = lab();
    const outcome = iap.purchase(SKU, { grant: async () => true });
    await settled();
    leave();
    await settled();
    const next = start();
    void next.iap.purchase(SKU, { grant: async () => true });
    await settled();
    expect(next.bridge.sheets).toHaveLength(0);
    await clock.advance(10_000);
    expect(next.bridge.sheets).toHaveLength(1);
    bridge.sheet.fail('USER_CANCELED');
    expect(await outcome).toMatchObject({ status: 'canceled' });
  });
});
