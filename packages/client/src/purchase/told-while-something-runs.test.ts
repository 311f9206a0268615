import { describe, expect, it, vi } from 'vitest';
import { lab, ORDER, OTHER_ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';

const yes = async () => true;
const no = async () => false;
const YEAR_MS = 31_536_000_000;

/** A device whose first order sheet has told of an error, and will tell of a payment. Its list is empty: it lags behind. */
async function failed(grant: () => Promise<boolean> = yes) {
  const device = lab({ getPendingOrders: () => ({ orders: [] }) });
  device.pending.set(ORDER, SKU).set(OTHER_ORDER, SKU);
  const onSheetEnded = vi.fn();
  const outcome = device.iap.purchase(SKU, { grant, onSheetEnded });
  await settled();
  const { sheet } = device.bridge;
  sheet.fail('USER_CANCELED');
  await outcome;
  return { ...device, sheet, onSheetEnded };
}

/** The same with a second sheet of the product, during which the first one tells of an order that is not granted. */
async function failedAndAgain() {
  const device = await failed(no);
  const second = device.iap.purchase(SKU, { grant: yes });
  await settled();
  device.sheet.purchased(ORDER);
  await device.clock.advance(6_000);
  return { ...device, end: (code: string) => device.bridge.sheet.fail(code), second };
}

describe('an order that a sheet tells while a tap asks the list of the Toss app', () => {
  /** The tap asks the list for two seconds. In the first one the order is told, and its end. */
  async function tapAndTold(
    grant: () => Promise<boolean>,
    last: (sheet: { [Word in 'success' | 'fail']: (text: string) => void }) => void,
  ) {
    const device = await failed(grant);
    const { bridge, clock, iap, sheet } = device;
    bridge.methods.getPendingOrders = async () => {
      await clock.sleep(2_000);
      return { orders: [] };
    };
    const tap = iap.purchase(SKU, { grant: yes });
    await clock.advance(500);
    sheet.purchased(ORDER);
    await settled();
    last(sheet);
    await clock.advance(4_000);
    return { ...device, outcome: await tap };
  }

  it('is what the tap gets, granted before the list came', async () => {
    const { bridge, iap, outcome, store } = await tapAndTold(yes, (sheet) => sheet.success(ORDER));
    expect(outcome).toMatchObject({ status: 'granted', orderId: ORDER, recovered: true });
    expect(bridge.sheets).toHaveLength(1);
    expect([...store.values()]).toEqual(['{}']);
    // It was the order of that tap. The next one buys.
    void iap.purchase(SKU, { grant: yes });
    await settled();
    await settled();
    expect(await iap.lockOf(SKU)).toMatchObject({ reason: 'running' });
  });

  it('is not paid again where it could not be granted', async () => {
    const { bridge, iap, clock, outcome } = await tapAndTold(no, (sheet) =>
      sheet.fail('PRODUCT_NOT_GRANTED_BY_PARTNER'),
    );
    await clock.advance(20_000);
    expect(outcome).not.toMatchObject({ status: 'canceled' });
    expect(bridge.sheets).toHaveLength(1);
    expect(await iap.lockOf(SKU)).toMatchObject({ reason: 'not-granted', orderId: ORDER });
  });
});

describe('an order that a sheet tells while a recovery grants it', () => {
  it.each([SKU, undefined])('is granted once, on a list with the sku %s', async (sku) => {
    const { bridge, clock, iap, sheet } = await failed();
    bridge.methods.getPendingOrders = () => ({ orders: [{ orderId: ORDER, sku }] });
    const grant = vi.fn(async () => {
      await clock.sleep(1_000);
      return true;
    });
    const recovery = iap.recover({ grant });
    await settled();
    sheet.purchased(ORDER);
    await clock.advance(60_000);
    expect((await recovery).orders).toMatchObject([{ status: 'granted', orderId: ORDER }]);
    expect(grant).toHaveBeenCalledOnce();
    // The host of the sheet waits for an answer.
    expect(bridge.calls).toContainEqual({
      functionName: 'processProductGrant',
      args: [{ orderId: ORDER, isProductGranted: true }],
    });
    expect(bridge.listeners).toBe(0);
    expect(clock.sleepers).toBe(0);
  });

  it('ends as granted where the Toss app wants no answer for an order that the recovery has closed', async () => {
    const { bridge, clock, iap, sheet, onSheetEnded } = await failed();
    bridge.methods.getPendingOrders = () => ({ orders: [{ orderId: ORDER, sku: SKU }] });
    bridge.methods.processProductGrant = () => {
      throw new Error('closed');
    };
    const recovery = iap.recover({
      grant: async () => {
        await clock.sleep(1_000);
        return true;
      },
    });
    await settled();
    sheet.purchased(ORDER);
    await clock.advance(1_000);
    await recovery;
    await settled();
    expect(onSheetEnded.mock.lastCall).toMatchObject([{ status: 'granted', orderId: ORDER }]);
    expect(await iap.lockOf(SKU)).toBeUndefined();
    expect(clock.sleepers).toBe(0);
  });

  it('is granted by the sheet where the recovery could not', async () => {
    const granted = vi.fn(yes);
    const { bridge, clock, iap, sheet } = await failed(granted);
    bridge.methods.getPendingOrders = () => ({ orders: [{ orderId: ORDER, sku: SKU }] });
    const recovery = iap.recover({
      grant: async () => {
        await clock.sleep(1_000);
        return false;
      },
    });
    await settled();
    sheet.purchased(ORDER);
    await clock.advance(1_000);
    sheet.success(ORDER);
    await clock.advance(60_000);
    await recovery;
    expect(granted).toHaveBeenCalledOnce();
    expect(await iap.lockOf(SKU)).toBeUndefined();
  });
});

describe('an order of the first sheet that is not granted, after a charge of the second one', () => {
  const CODES = ['TOSS_SERVER_VERIFICATION_FAILED', 'PAYMENT_PENDING'];

  it.each(CODES)('%s: locks the product, and the next tap gets it', async (code) => {
    const { clock, end, iap, second } = await failedAndAgain();
    end(code);
    await clock.advance(20_000);
    await second;
    expect(await iap.lockOf(SKU)).toMatchObject({ reason: 'not-granted', orderId: ORDER });
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({ orderId: ORDER, recovered: true });
  });

  it.each(CODES)('%s: is recovered, and the charge still locks the product', async (code) => {
    const { bridge, clock, end, iap, second } = await failedAndAgain();
    end(code);
    await clock.advance(20_000);
    await second;
    bridge.methods.getPendingOrders = () => ({ orders: [{ orderId: ORDER, sku: SKU }] });
    expect((await iap.recover({ grant: yes })).orders).toMatchObject([{ status: 'granted', orderId: ORDER }]);
    bridge.methods.getPendingOrders = () => ({ orders: [] });
    expect(await iap.lockOf(SKU)).toMatchObject({ orderId: undefined });
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({ status: 'failed' });
    expect(bridge.sheets).toHaveLength(2);
  });

  it.each(CODES)('%s: is recovered by the next page, which knows only the notes', async (code) => {
    const { clock, end, second, start } = await failedAndAgain();
    end(code);
    await clock.advance(20_000);
    await second;
    const { bridge, iap } = start();
    expect((await iap.recover({ grant: yes })).orders).toMatchObject([{ status: 'granted', orderId: ORDER }]);
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({ status: 'failed' });
    expect(bridge.sheets).toHaveLength(0);
  });
});

it('a charge of the second sheet outlives the grant of the first one on a clock that was set back in between', async () => {
  const { bridge, clock, iap, sheet } = await failed();
  clock.jump(-YEAR_MS);
  const second = iap.purchase(SKU, { grant: yes });
  await settled();
  bridge.sheet.fail('TOSS_SERVER_VERIFICATION_FAILED');
  await clock.advance(20_000);
  await second;
  sheet.purchased(ORDER);
  await settled();
  sheet.success(ORDER);
  await settled();
  expect(await iap.lockOf(SKU)).toMatchObject({ reason: 'charged' });
});

it('a charge of the second sheet outlives the grant of the first one, which the history then shows', async () => {
  const { bridge, clock, iap, sheet } = await failed();
  const second = iap.purchase(SKU, { grant: yes });
  await settled();
  bridge.sheet.fail('TOSS_SERVER_VERIFICATION_FAILED');
  await clock.advance(20_000);
  await second;
  sheet.purchased(ORDER);
  await settled();
  sheet.success(ORDER);
  await settled();
  const date = new Date(clock.now()).toISOString();
  bridge.methods.getCompletedOrRefundedOrders = () => ({
    hasNext: false,
    orders: [{ orderId: ORDER, sku: SKU, status: 'COMPLETED', date }],
  });
  expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({ error: { code: 'ORDER_UNRESOLVED' } });
  expect(bridge.sheets).toHaveLength(2);
});
