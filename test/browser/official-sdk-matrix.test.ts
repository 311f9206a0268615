import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserPlace, openBrowserPlace } from './browser-place.js';
import { serveOfficialSdk } from './official-sdk-server.js';

/** Minimum versions, written down here once more: the sandbox reads them from the protocol. */
const SINCE = {
  list: { android: '5.219.0', ios: '5.219.0' },
  grant: { android: '5.231.1', ios: '5.230.0' },
  subscriptionsListed: { android: '5.248.0', ios: '5.250.0' },
  subscribe: { android: '5.248.0', ios: '5.249.0' },
  pending: { android: '5.234.0', ios: '5.231.0' },
  history: { android: '5.231.0', ios: '5.231.0' },
  complete: { android: '5.233.0', ios: '5.233.0' },
  info: { android: '5.253.0', ios: '5.250.0' },
} as const;
type Platform = 'android' | 'ios';

const numbers = (version: string) => version.split('.').map(Number);
const reaches = (version: string, minimum: string) => {
  const [a, b] = [numbers(version), numbers(minimum)];
  const index = a.findIndex((part, place) => part !== b[place]);
  return index === -1 || (a[index] as number) > (b[index] as number);
};
const justBelow = (version: string) => {
  const [major = 0, minor = 0, patch = 0] = numbers(version);
  return patch > 0 ? `${major}.${minor}.${patch - 1}` : `${major}.${minor - 1}.99`;
};

/** Every version at which something changes, and the one just below it. */
const COLUMNS = (['android', 'ios'] as const).flatMap((platform) => {
  const changes = [...new Set(Object.values(SINCE).map((minimum) => minimum[platform]))].sort();
  return changes.flatMap((version) => [
    { platform, appVersion: justBelow(version) },
    { platform, appVersion: version },
  ]);
});

let place: BrowserPlace<Awaited<ReturnType<typeof serveOfficialSdk>>>;
let page: Page;

beforeAll(async () => {
  place = await openBrowserPlace(serveOfficialSdk);
  page = await place.browser.newPage();
});
afterAll(() => place?.close());
beforeEach(() => place.served.sandbox.reset());

/** Calls everything that the official SDK has, and tells what came: `undefined` becomes the word. */
const callEverything = () =>
  page.evaluate(async () => {
    const { IAP } = window as unknown as { IAP: typeof import('@apps-in-toss/web-bridge').IAP };
    const orderId = '00000000-0000-7000-8000-000000000000';
    const params = { params: { orderId } };
    const come = async (call: Promise<unknown>) => ((await call) === undefined ? 'undefined' : 'answered');
    /** What the page is told until nothing more can come: by then the host has answered a later question. */
    const bought = async (start: (told: string[]) => void) => {
      const told: string[] = [];
      start(told);
      for (let round = 0; round < 5; round += 1) await IAP.getProductItemList();
      return told;
    };
    const list = await IAP.getProductItemList();
    const events = (told: string[]) => ({
      onEvent: ({ type }: { type: string }) => void told.push(type),
      onError: (error: unknown) => void told.push(`error ${(error as { code: string }).code}`),
    });
    return {
      list: list === undefined ? 'undefined' : 'answered',
      subscriptionsListed: list?.products.some(({ sku }) => sku.includes('subscription')) ?? false,
      typesListed: list?.products.every(({ type }) => type !== undefined) ?? false,
      pending: await come(IAP.getPendingOrders()),
      history: await come(IAP.getCompletedOrRefundedOrders()),
      complete: await come(IAP.completeProductGrant(params)),
      info: await come(IAP.getSubscriptionInfo(params)),
      refusedPurchase: await bought((told) =>
        IAP.createOneTimePurchaseOrder({
          options: { sku: 'ait.sandbox.consumable-1', processProductGrant: () => false },
          ...events(told),
        }),
      ),
      subscription: await bought((told) =>
        IAP.createSubscriptionPurchaseOrder({
          options: { sku: 'ait.sandbox.subscription-monthly', processProductGrant: () => true },
          ...events(told),
        }),
      ),
    };
  });

const open = (attributes: Record<string, string>) =>
  page.goto(place.pages.at({ 'data-user-key': 'matrix', 'data-payment': 'approve', ...attributes }));

describe('the unmodified official SDK in the Toss app', () => {
  it.each(COLUMNS)('of $platform $appVersion has what that version had', async ({ platform, appVersion }) => {
    const has = (name: keyof typeof SINCE) => reaches(appVersion, SINCE[name][platform as Platform]);
    const answer = (name: keyof typeof SINCE) => (has(name) ? 'answered' : 'undefined');
    await open({ 'data-environment': 'toss', 'data-platform': platform, 'data-app-version': appVersion });
    const seen = await callEverything();
    expect(seen).toMatchObject({
      list: answer('list'),
      subscriptionsListed: has('subscriptionsListed'),
      pending: answer('pending'),
      history: answer('history'),
      complete: answer('complete'),
      info: answer('info'),
    });
    // Below the first version: a silent no-op. Above it: the legacy path, which calls a refused grant a success.
    const refused = has('grant') ? ['error PRODUCT_NOT_GRANTED_BY_PARTNER'] : has('list') ? ['success'] : [];
    expect(seen.refusedPurchase).toEqual(refused);
    expect(seen.subscription).toEqual(has('subscribe') ? ['success'] : []);
    const states = place.served.sandbox.orders().map(({ state }) => state);
    const oneTime = has('grant') ? ['PAYMENT_COMPLETED'] : has('list') ? ['PURCHASED'] : [];
    expect(states).toEqual([...oneTime, ...(has('subscribe') ? ['PURCHASED'] : [])]);
  });
});

describe('the unmodified official SDK in the sandbox app', () => {
  it.each([
    { platform: 'android', appVersion: '5.100.0' },
    { platform: 'ios', appVersion: '5.100.0' },
    { platform: 'android', appVersion: '5.300.0' },
  ])('of $platform $appVersion has everything, whatever the version', async ({ platform, appVersion }) => {
    await open({ 'data-platform': platform, 'data-app-version': appVersion });
    expect(await callEverything()).toEqual({
      list: 'answered',
      subscriptionsListed: true,
      typesListed: true,
      pending: 'answered',
      history: 'answered',
      complete: 'answered',
      info: 'answered',
      refusedPurchase: ['error PRODUCT_NOT_GRANTED_BY_PARTNER'],
      subscription: ['success'],
    });
  });
});
