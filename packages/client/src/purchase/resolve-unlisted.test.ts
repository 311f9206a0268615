import { describe, expect, it, vi } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';
import { NEWEST_APP } from '../../test/support/scripted-bridge.js';

const yes = async () => true;
const BEFORE_THE_LIST = { ...NEWEST_APP, getTossAppVersion: '5.232.0' };
const DAYS = 86_400_000;

/** The app dies while a sheet is open, and is started again. */
async function diedAtTheSheet(device: ReturnType<typeof lab>) {
  void device.iap.purchase(SKU, { grant: yes });
  await settled();
  return device.start();
}

describe('an abandoned order sheet', () => {
  it('may have led to an order that is listed without its sku; it is granted, and no second payment is taken', async () => {
    const paid = new Set<string>();
    const device = lab({
      getPendingOrders: () => ({ orders: [...paid].map((orderId) => ({ orderId })) }),
      completeProductGrant: ({ params }: { params: { orderId: string } }) => paid.delete(params.orderId),
    });
    const { bridge, iap } = await diedAtTheSheet(device);
    paid.add(ORDER);
    const grant = vi.fn(yes);
    const outcome = iap.purchase(SKU, { grant });
    await device.clock.advance(20_000);
    expect(bridge.sheets).toEqual([]);
    expect(await outcome).toMatchObject({ status: 'granted', orderId: ORDER, recovered: true });
    // It is not known to be an order for this product.
    expect(grant).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ orderId: ORDER, sku: undefined }),
    );
  });

  it('passes the sku of a known order on when the list leaves it out', async () => {
    const paid = new Set<string>();
    const device = lab({
      getPendingOrders: () => ({ orders: [...paid].map((orderId) => ({ orderId })) }),
      completeProductGrant: ({ params }: { params: { orderId: string } }) => paid.delete(params.orderId),
    });
    void device.iap.purchase(SKU, { grant: () => new Promise(() => {}) });
    await settled();
    paid.add(ORDER);
    device.bridge.sheet.purchased(ORDER);
    await settled();
    const grant = vi.fn(yes);
    expect(await device.start().iap.purchase(SKU, { grant })).toMatchObject({
      status: 'granted',
      orderId: ORDER,
    });
    expect(grant).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ orderId: ORDER, sku: SKU }));
  });

  it('keeps the product locked for days when the app answers without a list, whatever its version says', async () => {
    const device = lab({ getPendingOrders: () => undefined });
    const { bridge, iap } = await diedAtTheSheet(device);
    await device.clock.advance(60_000);
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({ error: { code: 'ORDER_UNRESOLVED' } });
    expect(bridge.sheets).toEqual([]);
    await device.clock.advance(3 * DAYS);
    void device.start().iap.purchase(SKU, { grant: yes });
    await settled();
  });

  it('does not stop the sale of another product when the app answers without a list', async () => {
    const device = lab({ getPendingOrders: () => undefined });
    const { bridge, iap } = await diedAtTheSheet(device);
    void iap.purchase('another', { grant: yes });
    await settled();
    expect(bridge.sheets).toHaveLength(1);
  });
});

describe('a failure after a certain payment', () => {
  it.each(['TOSS_SERVER_VERIFICATION_FAILED', 'APP_MARKET_VERIFICATION_FAILED'])(
    'keeps the product locked for days when the app has no list: %s',
    async (code) => {
      const { bridge, iap, clock } = lab({}, BEFORE_THE_LIST);
      const first = iap.purchase(SKU, { grant: yes });
      await settled();
      bridge.sheet.fail(code);
      expect(await first).toMatchObject({ status: 'failed', error: { code, charged: 'yes' } });
      await clock.advance(60_000);
      expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({ error: { code: 'ORDER_UNRESOLVED' } });
      expect(bridge.sheets).toHaveLength(1);
    },
  );

  it('leads the user to their orders and not to support when no order id is known', async () => {
    const { bridge, iap } = lab();
    const outcome = iap.purchase(SKU, { grant: yes });
    await settled();
    bridge.sheet.event({ type: 'purchased', data: {} });
    expect(await outcome).toMatchObject({
      status: 'failed',
      error: {
        category: 'paid-unresolved',
        charged: 'yes',
        developerMessage: expect.stringContaining('has no id'),
      },
    });
  });
});
