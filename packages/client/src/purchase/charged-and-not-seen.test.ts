import { afterEach, describe, expect, it } from 'vitest';
import { lab, ORDER, OTHER_ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';
import { setBridge } from '../bridge/default-bridge.js';
import { createOneTimePurchaseOrder } from '../drop-in/create-purchase-order.js';

const yes = async () => true;
const CODES = ['TOSS_SERVER_VERIFICATION_FAILED', 'APP_MARKET_VERIFICATION_FAILED'];
const MINUTE = 60_000;
const DAY = 86_400_000;

/** A date as the platform writes it: Korean time without a time zone. */
const korean = (at: number) => new Date(at + 9 * 3_600_000).toISOString().slice(0, 19);

interface Listed {
  orderId: string;
  paidAt?: number;
}

/** A device whose user was charged, and whose host lists only the orders of a test. */
async function charged(code = CODES[0] as string, historyBefore: object[] = []) {
  const pending: Listed[] = [];
  const history = historyBefore;
  const device = lab({
    getPendingOrders: () => ({
      orders: pending.map(({ orderId, paidAt }) => ({
        orderId,
        sku: SKU,
        ...(paidAt !== undefined && { paymentCompletedDate: korean(paidAt) }),
      })),
    }),
    completeProductGrant: ({ params }: { params: { orderId: string } }) => {
      const index = pending.findIndex(({ orderId }) => orderId === params.orderId);
      return pending.splice(index, 1).length === 1;
    },
    getCompletedOrRefundedOrders: () => ({ hasNext: false, orders: history }),
  });
  await device.clock.advance(DAY);
  const chargedAt = device.clock.now();
  const first = device.iap.purchase(SKU, { grant: yes });
  await settled();
  device.bridge.sheet.fail(code);
  expect(await first).toMatchObject({ status: 'failed', error: { code, charged: 'yes' } });
  /** A tap in a new page: its outcome, or that a sheet was opened. */
  const tap = async (options: object = {}) => {
    const { iap, bridge } = device.start();
    const outcome = iap.purchase(SKU, { grant: yes, ...options });
    await device.clock.advance(11_000);
    if (bridge.sheets.length === 0) return { bridge, outcome: await outcome };
    return { bridge, outcome };
  };
  const isFree = async () => (await tap()).bridge.sheets.length === 1;
  return { ...device, pending, history, chargedAt, tap, isFree };
}

const locked = { status: 'failed', error: { code: 'ORDER_UNRESOLVED', charged: 'yes' } };

describe('a product that was charged and whose order no list shows', () => {
  it.each(CODES.flatMap((code) => [5_000, 10 * MINUTE, DAY, 2.9 * DAY].map((ms) => [code, ms] as const)))(
    'is not sold again after %s, in a new page %i ms later',
    async (code, ms) => {
      const { clock, start, tap } = await charged(code);
      await clock.advance(ms);
      const recovering = start().iap.recover({ grant: yes });
      await clock.advance(15_000);
      expect(await recovering).toEqual({ orders: [] });
      const { bridge, outcome } = await tap();
      expect(bridge.sheets).toEqual([]);
      expect(outcome).toMatchObject(locked);
    },
  );

  it('is free again after three days', async () => {
    const { clock, isFree } = await charged();
    await clock.advance(3 * DAY);
    expect(await isFree()).toBe(true);
  });

  it.each(['undated', 'dated'])(
    'is granted and then free once an order, %s, is on the pending list',
    async (kind) => {
      const { clock, pending, tap, isFree, chargedAt } = await charged();
      await clock.advance(10 * MINUTE);
      pending.push({ orderId: ORDER, ...(kind === 'dated' && { paidAt: chargedAt }) });
      expect((await tap()).outcome).toMatchObject({ status: 'granted', orderId: ORDER, recovered: true });
      expect(await isFree()).toBe(true);
    },
  );

  it.each(['a tap', 'a recovery'])(
    'stays locked when %s grants an older order that turned up late',
    async (way) => {
      const { clock, pending, start, tap, chargedAt } = await charged();
      await clock.advance(10 * MINUTE);
      pending.push({ orderId: OTHER_ORDER, paidAt: chargedAt - MINUTE });
      if (way === 'a tap')
        expect((await tap()).outcome).toMatchObject({ orderId: OTHER_ORDER, recovered: true });
      else await start().iap.recover({ grant: yes });
      expect(pending).toEqual([]);
      expect((await tap()).outcome).toMatchObject(locked);
    },
  );

  it('is free after a recovery that granted its order', async () => {
    const { clock, pending, start, isFree, chargedAt } = await charged();
    await clock.advance(10 * MINUTE);
    pending.push({ orderId: ORDER, paidAt: chargedAt + 3_000 });
    await start().iap.recover({ grant: yes });
    expect(await isFree()).toBe(true);
  });

  it.each([
    ['completed after the charge', 'COMPLETED', 5_000, true],
    ['completed before it', 'COMPLETED', -MINUTE, false],
    ['refunded, and was not there before', 'REFUNDED', DAY, true],
    ['with an unknown status', 'HELD', 5_000, false],
  ])('is free only if the history has its order: an order that was %s', async (_, status, after, free) => {
    const { clock, history, isFree, chargedAt } = await charged();
    await clock.advance(10 * MINUTE);
    history.push({ orderId: ORDER, sku: SKU, status, date: korean(chargedAt + after) });
    expect(await isFree()).toBe(free);
  });

  it('stays locked when an older order of the history is refunded', async () => {
    const before = { orderId: OTHER_ORDER, sku: SKU, status: 'COMPLETED', date: '2020-01-01T00:00:00' };
    const { clock, isFree, chargedAt } = await charged(CODES[0], [before]);
    await clock.advance(10 * MINUTE);
    Object.assign(before, { status: 'REFUNDED', date: korean(chargedAt + 5 * MINUTE) });
    expect(await isFree()).toBe(false);
  });

  it('stays locked when the history cannot be read, or has only another product', async () => {
    const { clock, history, isFree, chargedAt, start } = await charged();
    await clock.advance(10 * MINUTE);
    history.push({ orderId: ORDER, sku: 'other', status: 'COMPLETED', date: korean(chargedAt + MINUTE) });
    expect(await isFree()).toBe(false);
    const { iap, bridge } = start();
    bridge.methods.getCompletedOrRefundedOrders = () => Promise.reject(new Error('down'));
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject(locked);
  });

  it('does not stop the sale of another product', async () => {
    const { start } = await charged();
    const { iap, bridge } = start();
    void iap.purchase('other', { grant: yes });
    await settled();
    expect(bridge.sheets).toHaveLength(1);
  });
});

describe('a failed verification with an unknown code', () => {
  it('keeps the product locked as the known ones do, and says only that the payment is being checked', async () => {
    const { iap, bridge, clock, start } = lab();
    const first = iap.purchase(SKU, { grant: yes });
    await settled();
    bridge.sheet.fail('RECEIPT_VERIFICATION_FAILED');
    expect(await first).toMatchObject({
      status: 'failed',
      error: { code: 'RECEIPT_VERIFICATION_FAILED', charged: 'unknown', category: 'paid-unresolved' },
    });
    await clock.advance(2 * DAY);
    const next = start();
    expect(await next.iap.purchase(SKU, { grant: yes })).toMatchObject({
      error: { code: 'ORDER_UNRESOLVED' },
    });
    expect(next.bridge.sheets).toEqual([]);
    void next.iap.purchase(SKU, { grant: yes, buyAgain: true });
    await settled();
    expect(next.bridge.sheets).toHaveLength(1);
  });
});

describe('buyAgain', () => {
  it('buys another one although the product is locked, by the client and by the drop-in function', async () => {
    const { tap, start } = await charged();
    expect((await tap({ buyAgain: true })).bridge.sheets).toHaveLength(1);
    const other = await charged();
    const { bridge } = other.start();
    setBridge(bridge);
    createOneTimePurchaseOrder({
      options: { sku: SKU, processProductGrant: yes, buyAgain: true },
      onEvent() {},
      onError() {},
    });
    await settled();
    expect(start().bridge.sheets).toEqual([]);
    expect(bridge.sheets).toHaveLength(1);
  });

  it('leaves the product locked because of the first charge when it is canceled or the app dies', async () => {
    const canceled = await charged();
    const { bridge, outcome } = await canceled.tap({ buyAgain: true });
    bridge.sheet.fail('USER_CANCELED');
    await outcome;
    expect((await canceled.tap()).outcome).toMatchObject(locked);

    const dies = await charged();
    await dies.tap({ buyAgain: true });
    await dies.clock.advance(MINUTE);
    expect((await dies.tap()).outcome).toMatchObject(locked);
  });

  it('frees the product when it is granted', async () => {
    const { tap, isFree } = await charged();
    const { bridge, outcome } = await tap({ buyAgain: true });
    bridge.sheet.purchased(OTHER_ORDER);
    await settled();
    bridge.sheet.success(OTHER_ORDER);
    expect(await outcome).toMatchObject({ status: 'granted', orderId: OTHER_ORDER, recovered: false });
    expect(await isFree()).toBe(true);
  });

  it('grants an earlier order if it is found, and takes no second payment', async () => {
    const { pending, tap } = await charged();
    pending.push({ orderId: ORDER });
    const { bridge, outcome } = await tap({ buyAgain: true });
    expect(outcome).toMatchObject({ status: 'granted', orderId: ORDER, recovered: true });
    expect(bridge.sheets).toEqual([]);
  });

  it('opens no second sheet while one is open', async () => {
    const { iap, bridge } = lab();
    void iap.purchase(SKU, { grant: yes });
    await settled();
    expect(await iap.purchase(SKU, { grant: yes, buyAgain: true })).toMatchObject({
      error: { code: 'PURCHASE_IN_PROGRESS' },
    });
    expect(bridge.sheets).toHaveLength(1);
  });
});

afterEach(() => setBridge(undefined));
