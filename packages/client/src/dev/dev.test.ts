// @vitest-environment happy-dom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, OTHER_ORDER, SKU } from '../../test/support/lab.js';
import { manualClock, settled } from '../../test/support/manual-clock.js';
import { receiptOf, scriptedBridge } from '../../test/support/scripted-bridge.js';

const PRODUCT = { sku: SKU, displayName: '보석', displayAmount: '1,100원', iconUrl: '', description: '' };

let warnings: string[] = [];

beforeEach(() => {
  vi.resetModules();
  localStorage.clear();
  document.body.innerHTML = '';
  warnings = [];
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void warnings.push(text));
});
afterEach(() => vi.restoreAllMocks());

/** A new page without earlier warnings. */
async function page() {
  const { IAP, setBridge } = await import('../index.js');
  const { watchClient, watchIap } = await import('../dev.js');
  const bridge = scriptedBridge({ iapGetProductItemList: () => ({ products: [PRODUCT] }) });
  setBridge(bridge);
  return { IAP, watchIap, watchClient, bridge };
}

/** A backend whose answer takes some time. */
const asked = <T>(answer: T) => new Promise<T>((resolve) => setTimeout(() => resolve(answer), 1));

const params = (processProductGrant: (order: { orderId: string }) => unknown) =>
  ({ options: { sku: SKU, processProductGrant }, onEvent: vi.fn(), onError: vi.fn() }) as never;

describe('the drop-in functions with developer warnings', () => {
  it('sell as before and warn of nothing when nothing is wrong', async () => {
    const { IAP, watchIap, bridge } = await page();
    const iap = watchIap(IAP);
    document.body.innerHTML = '<button>보석 10개 1,100 원</button>';
    expect(iap.createOneTimePurchaseOrder.isSupported()).toBe(true);
    expect(iap.getProductItemList.MIN_TOSS_APP_VERSION).toEqual({ android: '5.219.0', ios: '5.219.0' });
    expect((await iap.getProductItemList()).products).toMatchObject([{ sku: SKU }]);
    const onEvent = vi.fn();
    const cleanup = iap.createOneTimePurchaseOrder({
      options: { sku: SKU, processProductGrant: () => asked(true) },
      onEvent,
      onError: vi.fn(),
    });
    await settled();
    bridge.sheet.purchased(ORDER);
    await vi.waitFor(() => expect(bridge.count('processProductGrant')).toBe(1));
    bridge.sheet.success(ORDER);
    await settled();
    expect(onEvent).toHaveBeenCalledExactlyOnceWith({ type: 'success', data: receiptOf(ORDER) });
    cleanup();
    expect(warnings).toEqual([]);
  });

  it('throw at once when an argument is missing, as before', async () => {
    const { IAP, watchIap } = await page();
    const iap = watchIap(IAP);
    expect(() => iap.createOneTimePurchaseOrder(undefined as never)).toThrow(/onEvent, onError/);
    expect(() => iap.createSubscriptionPurchaseOrder({ options: {} } as never)).toThrow(
      /processProductGrant/,
    );
  });

  it('warn of a cleanup right after the start, but not of a later one', async () => {
    const { IAP, watchIap } = await page();
    const clock = manualClock();
    const iap = watchIap(IAP, clock);
    await iap.getProductItemList();
    const late = iap.createOneTimePurchaseOrder(params(() => asked(true)));
    await clock.advance(1_000);
    late();
    expect(warnings).toEqual([]);
    iap.createOneTimePurchaseOrder(params(() => asked(true)))();
    expect(warnings).toEqual([
      expect.stringContaining('cleanup of a purchase was called right after its start'),
    ]);
  });

  it('warn of a price that differs from the product list', async () => {
    const { IAP, watchIap } = await page();
    const iap = watchIap(IAP);
    await iap.getProductItemList();
    document.body.innerHTML = '<button>보석 10개 1,000원</button>';
    iap.createOneTimePurchaseOrder(params(() => asked(true)));
    expect(warnings).toEqual([expect.stringContaining('shows 1,000원, and not 1,100원')]);
  });

  it('warn of a purchase without a list', async () => {
    const { IAP, watchIap } = await page();
    watchIap(IAP).createOneTimePurchaseOrder(params(() => asked(true)));
    expect(warnings).toEqual([expect.stringContaining('without a list of products')]);
  });
});

describe('a grant callback with developer warnings', () => {
  /** A client whose grant callback is watched. */
  async function watched() {
    const { watchClient } = await page();
    const device = lab({ completeProductGrant: () => true });
    return { ...device, iap: watchClient(device.iap) };
  }

  it('causes a warning when it says no for an order that it granted before, also after a reload', async () => {
    const first = await watched();
    first.pending.set(ORDER, SKU);
    await first.iap.recover({ grant: () => asked(true) });
    expect(warnings).toEqual([]);
    vi.resetModules();
    const second = await watched();
    second.pending.set(ORDER, SKU).set(OTHER_ORDER, 'other');
    await second.iap.recover({ grant: () => asked(false) });
    await settled();
    expect(warnings).toEqual([expect.stringContaining(`said no for the order ${ORDER}`)]);
  });

  it.each([
    ['() => true', () => true],
    ['async () => "granted"', async () => 'granted' as const],
  ])('causes a warning when it waits for nothing: %s', async (_, grant) => {
    const { iap, pending } = await watched();
    pending.set(ORDER, SKU);
    const report = await iap.recover({ grant });
    await settled();
    expect(report.orders).toMatchObject([{ status: 'granted' }]);
    expect(warnings).toEqual([expect.stringContaining('said yes without waiting for anything')]);
  });

  it('may say at once that it has granted an order before', async () => {
    const { iap, pending } = await watched();
    pending.set(ORDER, SKU);
    await iap.recover({ grant: () => asked(true) });
    pending.set(ORDER, SKU);
    await iap.recover({ grant: () => 'already_granted' });
    await settled();
    expect(warnings).toEqual([]);
  });

  it('is checked in purchases of a client too, and a missing one stays missing', async () => {
    const { iap, bridge } = await watched();
    await iap.products();
    const run = iap.startPurchase(SKU, { grant: () => true });
    await settled();
    bridge.sheet.purchased(ORDER);
    await settled();
    bridge.sheet.success(ORDER);
    expect(await run.end).toMatchObject({ status: 'granted' });
    expect(warnings).toEqual([expect.stringContaining('without waiting for anything')]);
    expect(await iap.purchase(SKU, {} as never)).toMatchObject({ error: { code: 'INVALID_ARGUMENT' } });
    await expect(iap.recover(undefined as never)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});
