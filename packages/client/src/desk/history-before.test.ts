import { describe, expect, it } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';

const yes = async () => true;

/** A date as the platform writes it: Korean time without a time zone. */
const korean = (at: number) => new Date(at + 9 * 3_600_000).toISOString().slice(0, 19);

/** A device whose clock is behind: an order from a minute ago on the platform's clock is in the future on its own. */
function behind(code: string, history: () => unknown) {
  const device = lab({ getCompletedOrRefundedOrders: history });
  const endSheet = async () => {
    const outcome = device.iap.purchase(SKU, { grant: yes });
    await settled();
    device.bridge.sheet.fail(code);
    return outcome;
  };
  const tapAgain = async () => {
    const { iap, bridge } = device.start();
    void iap.purchase(SKU, { grant: yes });
    await device.clock.advance(11_000);
    return bridge.sheets.length;
  };
  return { device, endSheet, tapAgain };
}

// Found by the simulation: `npm run simulate -- --seed 1`, world 54.
describe('an order that was in the history before a payment that no list shows', () => {
  const earlier = (device: ReturnType<typeof lab>) => ({
    hasNext: false,
    orders: [{ orderId: ORDER, sku: SKU, status: 'COMPLETED', date: korean(device.clock.now() + 60_000) }],
  });

  it.each(['PAYMENT_PENDING', 'TOSS_SERVER_VERIFICATION_FAILED'])(
    'is not taken for the order of that payment, whatever the clocks say: %s',
    async (code) => {
      const shop = behind(code, () => earlier(shop.device));
      await shop.endSheet();
      expect(await shop.tapAgain()).toBe(0);
    },
  );

  it.each(['PAYMENT_PENDING', 'TOSS_SERVER_VERIFICATION_FAILED'])(
    'cannot be recognised if the history could not be read at that time, and frees nothing: %s',
    async (code) => {
      let canBeRead = false;
      const shop = behind(code, () =>
        canBeRead ? earlier(shop.device) : Promise.reject(new Error('offline')),
      );
      await shop.endSheet();
      canBeRead = true;
      expect(await shop.tapAgain()).toBe(0);
    },
  );

  it('is not taken for the order of that payment when the history lags behind, either', async () => {
    const orders: object[] = [];
    const shop = behind('TOSS_SERVER_VERIFICATION_FAILED', () => ({ hasNext: false, orders }));
    const first = shop.device.iap.purchase(SKU, { grant: yes });
    await settled();
    shop.device.bridge.sheet.purchased(ORDER);
    await settled();
    shop.device.bridge.sheet.success(ORDER);
    expect(await first).toMatchObject({ status: 'granted' });
    await shop.endSheet();
    orders.push({
      orderId: ORDER,
      sku: SKU,
      status: 'COMPLETED',
      date: korean(shop.device.clock.now() + 60_000),
    });
    expect(await shop.tapAgain()).toBe(0);
  });

  it('does not keep the product locked once a new order has joined the history', async () => {
    const orders: object[] = [];
    const shop = behind('PAYMENT_PENDING', () => ({ hasNext: false, orders }));
    await shop.endSheet();
    orders.push({
      orderId: ORDER,
      sku: SKU,
      status: 'COMPLETED',
      date: korean(shop.device.clock.now() + 5_000),
    });
    expect(await shop.tapAgain()).toBe(1);
  });
});
