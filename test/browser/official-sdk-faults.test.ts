import { FAULT_CATALOGUE, type FaultSpec } from '@ait-iap/sandbox';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserPlace, openBrowserPlace } from './browser-place.js';
import { serveOfficialSdk } from './official-sdk-server.js';

const SKU = 'ait.sandbox.consumable-1';

let place: BrowserPlace<Awaited<ReturnType<typeof serveOfficialSdk>>>;
let page: Page;

beforeAll(async () => {
  // Thirty seconds pass here when a test says so, and not before.
  place = await openBrowserPlace(serveOfficialSdk, { rate: 0 });
  page = await place.browser.newPage();
});
afterAll(() => place?.close());
beforeEach(async () => {
  place.served.sandbox.reset();
  await open();
});

const tried = new Set<string>();
function arm(spec: FaultSpec): void {
  tried.add(spec.name);
  place.served.sandbox.faults.arm(spec);
}

const open = () => page.goto(place.pages.at({ 'data-user-key': 'faults', 'data-payment': 'approve' }));
const advance = (by: string) => place.served.sandbox.clock.advance(by);
const order = () => place.served.sandbox.orders().at(-1);

/** Starts a purchase in a page that grants. `told` gives what the page was told. */
const buy = () =>
  page.evaluate((sku) => {
    const shop = window as unknown as { told: string[]; IAP: typeof import('@apps-in-toss/web-bridge').IAP };
    shop.told = [];
    shop.IAP.createOneTimePurchaseOrder({
      options: {
        sku,
        processProductGrant: () => {
          shop.told.push('grant');
          return true;
        },
      },
      onEvent: ({ type }) => void shop.told.push(type),
      onError: (error) => void shop.told.push(`error ${(error as { code: string }).code}`),
    });
  }, SKU);

/** What the page was told. A later question has been answered by then, so nothing more is on its way. */
const told = () =>
  page.evaluate(async () => {
    const shop = window as unknown as { told: string[]; IAP: typeof import('@apps-in-toss/web-bridge').IAP };
    for (let round = 0; round < 5; round += 1) await shop.IAP.getCompletedOrRefundedOrders();
    return shop.told;
  });

/** The page is told this, after some time, and nothing else. */
async function expectTold(...news: string[]): Promise<void> {
  await expect.poll(told).toEqual(news);
  expect(await told()).toEqual(news);
}

/** The recovery of a page that was opened again. */
const recover = () =>
  page.evaluate(async () => {
    const { IAP } = window as unknown as { IAP: typeof import('@apps-in-toss/web-bridge').IAP };
    const { orders } = (await IAP.getPendingOrders()) ?? { orders: [] };
    return Promise.all(orders.map(({ orderId }) => IAP.completeProductGrant({ params: { orderId } })));
  });

/** Gives a promise of the page a little while, counted in answers of the host and not in seconds. */
const settles = (expression: string) =>
  page.evaluate(async (call) => {
    const { IAP } = window as unknown as { IAP: typeof import('@apps-in-toss/web-bridge').IAP };
    let outcome = 'nothing';
    // biome-ignore lint/security/noGlobalEval: the call comes from the line below.
    (globalThis.eval(call) as Promise<unknown>).then(
      () => (outcome = 'answered'),
      (error: { code?: string }) => (outcome = `error ${error.code}`),
    );
    for (let round = 0; round < 5; round += 1) await IAP.getProductItemList();
    return outcome;
  }, expression);

describe('the unmodified official SDK, when the purchase fails with', () => {
  it.each([
    'INVALID_PRODUCT_ID',
    'NETWORK_ERROR',
    'INVALID_USER_ENVIRONMENT',
    'ITEM_ALREADY_OWNED',
    'APP_MARKET_VERIFICATION_FAILED',
    'TOSS_SERVER_VERIFICATION_FAILED',
    'INTERNAL_ERROR',
    'KOREAN_ACCOUNT_ONLY',
    'USER_CANCELED',
    'UNSUPPORTED_APP_VERSION',
  ])('%s, gets that code and grants nothing', async (code) => {
    arm({ name: 'purchase-error', code });
    await buy();
    await expectTold(`error ${code}`);
    expect(order()).toMatchObject({ state: 'FAILED', reason: code });
  });

  it('an unknown code, gets it and grants nothing', async () => {
    arm({ name: 'purchase-unknown-error', code: 'A_CODE_OF_TOMORROW' });
    await buy();
    await expectTold('error A_CODE_OF_TOMORROW');
    expect(order()).toMatchObject({ state: 'FAILED', reason: 'A_CODE_OF_TOMORROW' });
  });

  it('PAYMENT_PENDING, has an order that is approved later and is then pending', async () => {
    arm({ name: 'purchase-error', code: 'PAYMENT_PENDING' });
    await buy();
    await expectTold('error PAYMENT_PENDING');
    expect(order()).toMatchObject({ state: 'ORDER_IN_PROGRESS' });
    place.served.sandbox.console.approvePayment(String(order()?.orderId));
    expect(await recover()).toEqual([true]);
    expect(order()).toMatchObject({ state: 'PURCHASED' });
  });

  it('PRODUCT_NOT_GRANTED_BY_PARTNER, was charged and finds the order among the pending ones', async () => {
    arm({ name: 'purchase-error', code: 'PRODUCT_NOT_GRANTED_BY_PARTNER' });
    await buy();
    await expectTold('error PRODUCT_NOT_GRANTED_BY_PARTNER');
    expect(order()).toMatchObject({ state: 'PAYMENT_COMPLETED' });
    expect(await recover()).toEqual([true]);
  });
});

describe('the unmodified official SDK, on the way to the grant', () => {
  it('runs the grant twice when `purchased` comes twice', async () => {
    arm({ name: 'purchased-twice' });
    await buy();
    await expect.poll(async () => (await told()).toSorted()).toEqual(['grant', 'grant', 'success']);
  });

  it('grants the order of a page that was told of an error before the payment', async () => {
    arm({ name: 'paid-after-error' });
    await buy();
    await expectTold('error USER_CANCELED');
    await advance('1 s');
    await expectTold('error USER_CANCELED', 'grant', 'success');
    expect(order()).toMatchObject({ state: 'PURCHASED' });
  });

  it('gets one success when its answer arrives twice', async () => {
    arm({ name: 'grant-answer-twice' });
    await buy();
    await expectTold('grant', 'success');
  });

  it('fails after thirty seconds when its answer is lost, and the order is found again', async () => {
    arm({ name: 'grant-answer-lost' });
    await buy();
    await expectTold('grant');
    await advance('31 s');
    await expectTold('grant', 'error PRODUCT_NOT_GRANTED_BY_PARTNER');
    expect(await recover()).toEqual([true]);
    expect(order()).toMatchObject({ state: 'PURCHASED' });
  });

  it('hears that nothing was granted, once or twice, when its answer comes after the thirty seconds', async () => {
    arm({ name: 'grant-answer-late' });
    await buy();
    await expectTold('grant');
    await advance('32 s');
    await expect
      .poll(async () => [...new Set(await told())])
      .toEqual(['grant', 'error PRODUCT_NOT_GRANTED_BY_PARTNER']);
    expect(order()).toMatchObject({ state: 'PAYMENT_COMPLETED', grantWindow: 'missed' });
    expect(await recover()).toEqual([true]);
  });

  it('hears nothing when the app is killed after the payment, and recovers when it is opened again', async () => {
    arm({ name: 'killed-after-payment' });
    await buy();
    await expect.poll(() => order()?.state).toBe('PAYMENT_COMPLETED');
    await open();
    expect(await recover()).toEqual([true]);
    expect(order()).toMatchObject({ state: 'PURCHASED' });
  });

  it('hears nothing when the app is killed after the grant, and has nothing left to recover', async () => {
    arm({ name: 'killed-after-grant' });
    await buy();
    await expect.poll(() => order()?.state).toBe('PURCHASED');
    await open();
    expect(await recover()).toEqual([]);
  });
});

describe('the unmodified official SDK, with a faulty host', () => {
  it('finds a pending order later when the host lists it late', async () => {
    arm({ name: 'grant-answer-lost' });
    arm({ name: 'pending-list-late', times: 'always' });
    await buy();
    await expectTold('grant');
    expect(await recover()).toEqual([]);
    await advance('11 s');
    expect(await recover()).toEqual([true]);
  });

  it('rejects with the code of the host when it throttles a call', async () => {
    arm({ name: 'bridge-throttled', function: 'getPendingOrders' });
    expect(await settles('IAP.getPendingOrders()')).toBe('error APP_BRIDGE_THROTTLED');
    expect(await settles('IAP.getPendingOrders()')).toBe('answered');
  });

  it('waits for ever when the host never answers a call', async () => {
    arm({ name: 'bridge-no-answer', function: 'getPendingOrders' });
    expect(await settles('IAP.getPendingOrders()')).toBe('nothing');
    expect(await settles('IAP.getPendingOrders()')).toBe('answered');
  });
});

it('has been tried here with every fault that a client can see', () => {
  const visible = Object.entries(FAULT_CATALOGUE).filter(([, { place }]) =>
    ['purchase', 'bridge'].includes(place),
  );
  expect(visible.map(([name]) => name).filter((name) => !tried.has(name))).toEqual([]);
});
