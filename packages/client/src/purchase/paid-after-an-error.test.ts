import { afterEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, OTHER_ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';
import { setBridge } from '../bridge/default-bridge.js';
import { IAP } from '../drop-in/iap.js';

const yes = async () => true;
const no = async () => false;
const hangs = () => new Promise<boolean>(() => {});

/** A device whose order sheet has told of an error. Its list is empty: it lags behind. */
async function failed(code = 'USER_CANCELED', grant: () => Promise<boolean> = yes) {
  const device = lab({ getPendingOrders: () => ({ orders: [] }) });
  device.pending.set(ORDER, SKU).set(OTHER_ORDER, SKU);
  const asked = vi.fn(grant);
  const onSheetEnded = vi.fn();
  const outcome = device.iap.purchase(SKU, { grant: asked, onSheetEnded });
  await settled();
  const { sheet } = device.bridge;
  sheet.fail(code);
  const told = await outcome;
  await settled();
  return { ...device, sheet, asked, told, onSheetEnded };
}

afterEach(() => {
  setBridge(undefined);
  vi.restoreAllMocks();
});

describe('an order that its sheet calls paid after an error', () => {
  it.each([
    'USER_CANCELED',
    'NETWORK_ERROR',
    'ITEM_ALREADY_OWNED',
    'PAYMENT_PENDING',
    'TOSS_SERVER_VERIFICATION_FAILED',
    'SOMETHING_NEW',
  ])('%s is granted, answered and told, and the product is free again', async (code) => {
    const { sheet, asked, told, onSheetEnded, bridge, iap, store } = await failed(code);
    expect(told).toMatchObject({ error: { code } });
    sheet.purchased(ORDER);
    await settled();
    expect(bridge.calls).toContainEqual({
      functionName: 'processProductGrant',
      args: [{ orderId: ORDER, isProductGranted: true }],
    });
    sheet.success(ORDER);
    await settled();
    expect(asked).toHaveBeenCalledOnce();
    expect(onSheetEnded.mock.lastCall).toMatchObject([{ status: 'granted', orderId: ORDER }]);
    expect(bridge.listeners).toBe(0);
    expect([...store.values()]).toEqual(['{}']);
    void iap.purchase(SKU, { grant: yes });
    await settled();
    expect(bridge.sheets).toHaveLength(2);
  });

  it('is what a tap gets that comes while it is granted', async () => {
    let decide = (_: boolean) => {};
    const { sheet, iap, bridge, asked } = await failed(
      'USER_CANCELED',
      () => new Promise<boolean>((resolve) => (decide = resolve)),
    );
    sheet.purchased(ORDER);
    const onChecking = vi.fn();
    const tap = iap.purchase(SKU, { grant: yes, onChecking });
    const recovery = iap.recover({ grant: yes });
    await settled();
    expect(onChecking).toHaveBeenCalledWith(true);
    decide(true);
    await settled();
    sheet.success(ORDER);
    expect(await tap).toMatchObject({ status: 'granted', orderId: ORDER, recovered: true });
    expect((await recovery).orders.filter(({ status }) => status === 'pending')).toEqual([]);
    expect(bridge.sheets).toHaveLength(1);
    expect(asked).toHaveBeenCalledOnce();
  });

  it('keeps the product locked while it is not granted, although the list of the app does not have it yet', async () => {
    const { sheet, iap, bridge, onSheetEnded, clock } = await failed('USER_CANCELED', no);
    sheet.purchased(ORDER);
    await clock.advance(5_000);
    expect(onSheetEnded.mock.lastCall).toMatchObject([{ status: 'pending', orderId: ORDER }]);
    expect(await iap.lockOf(SKU)).toMatchObject({ reason: 'not-granted', orderId: ORDER });
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({ orderId: ORDER, recovered: true });
    expect(bridge.sheets).toHaveLength(1);
  });

  it('is written down before the app dies', async () => {
    const { sheet, start } = await failed('USER_CANCELED', hangs);
    sheet.purchased(ORDER);
    await settled();
    const next = start();
    expect(await next.iap.purchase(SKU, { grant: yes })).toMatchObject({ orderId: ORDER, recovered: true });
    expect(next.bridge.sheets).toHaveLength(0);
  });

  it('is granted once where it is told twice, and a later error does not take it back', async () => {
    const { sheet, asked, onSheetEnded, bridge } = await failed();
    sheet.purchased(ORDER);
    sheet.purchased(ORDER);
    await settled();
    sheet.fail('USER_CANCELED');
    sheet.success(ORDER);
    await settled();
    expect(asked).toHaveBeenCalledOnce();
    expect(bridge.count('processProductGrant')).toBe(1);
    expect(onSheetEnded.mock.calls.map(([{ status }]) => status)).toEqual(['canceled', 'granted']);
  });

  it('may be told as finished at once', async () => {
    const { sheet, onSheetEnded, bridge } = await failed();
    sheet.success(ORDER);
    await settled();
    expect(onSheetEnded.mock.lastCall).toMatchObject([{ status: 'granted', receipt: { orderId: ORDER } }]);
    expect(bridge.count('processProductGrant')).toBe(0);
  });

  it('is the outcome itself where the page was not told of the error yet', async () => {
    const { iap, bridge } = lab();
    const outcome = iap.purchase(SKU, { grant: yes });
    await settled();
    bridge.sheet.fail('USER_CANCELED');
    bridge.sheet.purchased(ORDER);
    await settled();
    bridge.sheet.success(ORDER);
    expect(await outcome).toMatchObject({ status: 'granted', orderId: ORDER, recovered: false });
  });

  it('is granted where nobody waits for the purchase any more', async () => {
    const { iap, bridge, store } = lab();
    const run = iap.startPurchase(SKU, { grant: yes });
    await settled();
    run.abandon();
    bridge.sheet.fail('NETWORK_ERROR');
    expect(await run.end).toMatchObject({ status: 'failed' });
    bridge.sheet.purchased(ORDER);
    await settled();
    bridge.sheet.success(ORDER);
    await settled();
    expect(bridge.count('processProductGrant')).toBe(1);
    expect([...store.values()]).toEqual(['{}']);
  });

  it('is granted for a page of the official SDK, which is told of the error alone', async () => {
    const { bridge } = lab();
    setBridge(bridge);
    const [onEvent, onError, processProductGrant] = [vi.fn(), vi.fn(), vi.fn(yes)];
    IAP.createOneTimePurchaseOrder({ options: { sku: SKU, processProductGrant }, onEvent, onError });
    await settled();
    bridge.sheet.fail('USER_CANCELED');
    await settled();
    bridge.sheet.purchased(ORDER);
    await settled();
    bridge.sheet.success(ORDER);
    await settled();
    expect(processProductGrant).toHaveBeenCalledOnce();
    expect(onError).toHaveBeenCalledOnce();
    expect(onEvent).not.toHaveBeenCalled();
  });
});

describe('while another sheet of the product is open', () => {
  /** A second sheet of the product, opened after the first told of an error. */
  async function again(grant = yes) {
    const device = await failed('USER_CANCELED', grant);
    const outcome = device.iap.purchase(SKU, { grant: yes });
    await settled();
    expect(device.bridge.sheets).toHaveLength(2);
    return { ...device, second: device.bridge.sheet, outcome };
  }

  it('an order of the first one is granted, and the second one has its own end', async () => {
    const { sheet, second, outcome, onSheetEnded, iap } = await again();
    sheet.purchased(ORDER);
    await settled();
    sheet.success(ORDER);
    await settled();
    expect(onSheetEnded.mock.lastCall).toMatchObject([{ status: 'granted', orderId: ORDER }]);
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({
      error: { code: 'PURCHASE_IN_PROGRESS' },
    });
    second.purchased(OTHER_ORDER);
    await settled();
    second.success(OTHER_ORDER);
    expect(await outcome).toMatchObject({ status: 'granted', orderId: OTHER_ORDER });
    expect(await iap.lockOf(SKU)).toBeUndefined();
  });

  it.each(['USER_CANCELED', 'NETWORK_ERROR', 'a payment'])(
    'an order of the first one that is not granted locks the product after %s of the second one',
    async (end) => {
      const { sheet, second, outcome, iap, bridge, clock } = await again(no);
      sheet.purchased(ORDER);
      await clock.advance(5_000);
      if (end === 'a payment') {
        second.purchased(OTHER_ORDER);
        await settled();
        second.success(OTHER_ORDER);
      } else second.fail(end);
      await outcome;
      const tap = iap.purchase(SKU, { grant: yes });
      await clock.advance(15_000);
      await clock.advance(15_000);
      expect(await tap).toMatchObject({ status: 'granted', orderId: ORDER, recovered: true });
      expect(bridge.sheets).toHaveLength(2);
    },
  );

  it('is not opened where the first one tells of a payment just before', async () => {
    const { sheet, iap, bridge, clock } = await failed();
    const note = bridge.methods.setStorageItem as (key: string, text: string) => void;
    bridge.methods.setStorageItem = async (key: string, text: string) => {
      note(key, text);
      await clock.sleep(500);
    };
    const tap = iap.purchase(SKU, { grant: yes });
    await clock.advance(200);
    sheet.purchased(ORDER);
    await clock.advance(2_000);
    sheet.success(ORDER);
    await clock.advance(2_000);
    expect(await tap).toMatchObject({ status: 'granted', orderId: ORDER, recovered: true });
    expect(bridge.sheets).toHaveLength(1);
    expect(await iap.lockOf(SKU)).toBeUndefined();
  });
});

describe('an error that its sheet tells after another error', () => {
  it.each([
    ['USER_CANCELED', 'TOSS_SERVER_VERIFICATION_FAILED', 'charged'],
    ['NETWORK_ERROR', 'TOSS_SERVER_VERIFICATION_FAILED', 'charged'],
    ['USER_CANCELED', 'PAYMENT_PENDING', 'awaiting-approval'],
    ['USER_CANCELED', 'NETWORK_ERROR', 'end-unknown'],
    ['TOSS_SERVER_VERIFICATION_FAILED', 'USER_CANCELED', 'charged'],
    ['NETWORK_ERROR', 'USER_CANCELED', 'end-unknown'],
  ])('%s, %s: the worse one counts', async (first, then, reason) => {
    const { sheet, iap, onSheetEnded, clock } = await failed(first);
    sheet.fail(then);
    sheet.fail(then);
    await settled();
    expect(await iap.lockOf(SKU)).toMatchObject({ reason });
    expect(onSheetEnded.mock.calls.length).toBeLessThanOrEqual(2);
    sheet.purchased(ORDER);
    await settled();
    sheet.success(ORDER);
    await settled();
    expect(await iap.lockOf(SKU)).toBeUndefined();
    expect(clock.sleepers).toBe(0);
  });
});

it('ten sheets are listened to, however many errors each of them tells', async () => {
  const { iap, bridge } = lab();
  for (let product = 0; product < 10; product++) {
    const outcome = iap.purchase(`product ${product}`, { grant: yes });
    await settled();
    for (const code of ['USER_CANCELED', 'NETWORK_ERROR', 'PAYMENT_PENDING']) bridge.sheet.fail(code);
    await outcome;
  }
  expect(bridge.listeners).toBe(10);
});

it('a thousand canceled sheets leave the last ten listening, and no timer', async () => {
  const { iap, bridge, clock } = lab();
  for (let tap = 0; tap < 1_000; tap++) {
    const outcome = iap.purchase(SKU, { grant: yes });
    await settled();
    bridge.sheet.fail('USER_CANCELED');
    await outcome;
  }
  expect(bridge.listeners).toBe(10);
  expect(clock.sleepers).toBe(0);
});
