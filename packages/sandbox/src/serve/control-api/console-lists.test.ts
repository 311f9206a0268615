import { describe, expect, test } from 'vitest';
import { bundleFacts } from '../../../test/support/bundles.js';
import { controlApiOfEachTest } from '../../../test/support/control-api.js';
import { releaseDeskOf } from '../../../test/support/release-desk-of.js';
import { createSandboxClock } from '../../clock/create-sandbox-clock.js';
import { createSandbox } from '../../sandbox/create-sandbox.js';
import { createControlApi } from './control-api.js';

const GEM = 'ait.sandbox.consumable-1';
const CHEST = 'ait.sandbox.consumable-2';

const opened = controlApiOfEachTest();

// biome-ignore lint/suspicious/noExplicitAny: JSON of many shapes; the expectations say which.
async function send(method: string, path: string, body?: unknown): Promise<any> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  return (await opened.api.request(path, init)).json();
}

const get = (path: string) => send('GET', path);
const buy = (sku = GEM, platform: 'android' | 'ios' = 'android') =>
  opened.sandbox.console.purchase({ userKey: 'user-1', sku, platform }).orderId;

const koreanDate = (at: number) => new Date(at + 9 * 3_600_000).toISOString().slice(0, 10);

describe('GET /payments', () => {
  test('has the columns of the console, page by page, with a total', async () => {
    for (let count = 0; count < 5; count++) buy();
    const { payments, ...page } = await get('/payments?limit=2&page=3');
    expect(page).toEqual({ page: 3, limit: 2, total: 5, pages: 3 });
    expect(payments).toEqual([
      expect.objectContaining({ productName: '테스트 상품 - 1', amount: 1100, state: 'PAID', sku: GEM }),
    ]);
  });

  test('finds by days in Korea, by state, by name and by transaction', async () => {
    const first = buy();
    await opened.sandbox.clock.advance('16 hours');
    const second = buy(CHEST);
    opened.sandbox.refund(second);
    const ids = async (query: string) =>
      (await get(`/payments?${query}`)).payments.map(({ orderId }: { orderId: string }) => orderId);
    expect(await ids('to=2026-01-01')).toEqual([first]);
    expect(await ids('from=2026-01-02&to=2026-01-02')).toEqual([second]);
    expect(await ids('state=REFUNDED')).toEqual([second]);
    expect(await ids(`search=${encodeURIComponent('상품 - 2')}`)).toEqual([second]);
    expect(await ids(`search=${first}`)).toEqual([first]);
    expect(await ids('search=nothing')).toEqual([]);
    expect(await get('/payments?from=yesterday')).toMatchObject({ status: 400, field: 'from' });
  });
});

describe('GET /settlements', () => {
  test('adds up each month in Korea by the rules of one payment, without refunds', async () => {
    buy();
    opened.sandbox.refund(buy(CHEST));
    await opened.sandbox.clock.advance('30 days');
    await opened.sandbox.clock.advance('16 hours');
    buy();
    buy();
    const { months } = await get('/settlements');
    expect(months).toEqual([
      {
        ...{ month: '2026-01', payments: 2, refunds: 1, refunded: 5500, paid: 1100, supplyPrice: 1000 },
        ...{ appMarketFee: 150, tossFee: 55, tossFeeVat: 5, payout: 890 },
      },
      expect.objectContaining({ month: '2026-02', payments: 2, payout: 1780 }),
    ]);
    expect((await get('/settlements?from=2026-02&to=2026-02')).months).toHaveLength(1);
  });

  test('includes no Toss fee up to the last day of a promotion', async () => {
    await send('PUT', `/products/${GEM}`, { type: 'CONSUMABLE', promotionUntil: '2026-01-01' });
    buy();
    await opened.sandbox.clock.advance('1 day');
    buy();
    expect((await get('/settlements')).months).toMatchObject([
      { payments: 2, tossFee: 55, payout: 950 + 890 },
    ]);
  });
});

describe('GET /refunds', () => {
  test('has four tabs and the refunds that the app market decides alone, each with its count', async () => {
    const [asked, approved, rejected, completed] = [buy(), buy(), buy(), buy()] as const;
    await opened.sandbox.clock.advance('3 days');
    const alone = buy(CHEST, 'ios');
    for (const orderId of [asked, approved, rejected, completed, alone])
      opened.sandbox.console.requestRefund(orderId, 'NOT_USED');
    opened.sandbox.console.approveRefund(approved);
    opened.sandbox.console.rejectRefund(rejected, 'PARTNER', '이미 사용했어요');
    opened.sandbox.refund(completed);
    expect((await get('/refunds')).tabs).toEqual({
      ...{ requested: 1, approved: 1, rejected: 1, completed: 1, store: 1 },
    });
    const { refunds, total } = await get('/refunds?tab=rejected');
    expect([refunds, total]).toEqual([
      [expect.objectContaining({ orderId: rejected, rejectReason: '이미 사용했어요', tab: 'rejected' })],
      1,
    ]);
    expect((await get('/refunds?tab=store')).refunds).toMatchObject([{ productName: '테스트 상품 - 2' }]);
    expect((await get('/refunds?search=2')).total).toBe(1);
  });

  test('finds requests by the Korean day on which they were made, and by the beginning of an order id', async () => {
    const [early, late] = [buy(), buy()] as const;
    opened.sandbox.console.requestRefund(early, 'NOT_USED');
    await opened.sandbox.clock.advance('3 days');
    opened.sandbox.console.requestRefund(late, 'NOT_USED');
    const day = koreanDate(opened.sandbox.clock.now());
    const found = async (query: string) =>
      (await get(`/refunds?${query}`)).refunds.map(({ orderId }: { orderId: string }) => orderId);
    expect(await found(`from=${day}&to=${day}`)).toEqual([late]);
    expect(await found(`to=${koreanDate(opened.sandbox.clock.now() - 86_400_000)}`)).toEqual([early]);
    expect(await found(`search=${early.slice(0, 30).toUpperCase()}`)).toEqual([early]);
  });
});

describe('GET /products', () => {
  test('searches, filters and pages, and gives the sale price and the time of the last change', async () => {
    const all = await get('/products');
    expect(all).toMatchObject({ total: 4, page: 1, pages: 1 });
    expect(all.products[0]).toMatchObject({ salePrice: 1100, updatedAt: opened.sandbox.clock.now() });
    expect((await get('/products?type=CONSUMABLE&limit=1&page=2')).products).toMatchObject([{ sku: CHEST }]);
    expect((await get(`/products?search=${encodeURIComponent('구독')}`)).total).toBe(1);
    await opened.sandbox.clock.advance('1 hour');
    await send('PUT', `/products/${GEM}`, { type: 'CONSUMABLE', exposed: false });
    const hidden = await get('/products?exposed=false');
    expect(hidden.products).toMatchObject([{ sku: GEM, updatedAt: opened.sandbox.clock.now() }]);
    expect(await get('/products?colour=red')).toMatchObject({ status: 400, field: 'colour' });
  });
});

describe('a product of the partner', () => {
  const form = {
    ...{ type: 'CONSUMABLE', name: '보석', description: '보석이에요', supplyPrice: 1000 },
    image: { mimeType: 'image/png', width: 1024, height: 1024 },
  };
  const register = async () => {
    opened.sandbox.console.account.signContract('CHIEF_ADMINISTRATOR');
    opened.sandbox.console.account.submitKyc();
    opened.sandbox.console.account.decideKyc('APPROVED');
    return (await send('POST', '/registrations', form)).sku as string;
  };

  test('can be bought without a page once it is on sale, and before that the answer says why not', async () => {
    const sku = await register();
    const message = async (more = {}) =>
      (await send('POST', '/purchases', { userKey: 'u', sku, ...more })).error?.message;
    expect(await message()).toContain('its review is IN_REVIEW');
    opened.sandbox.console.registration.decide(sku, 'APPROVED');
    expect(await message()).toContain('not exposed');
    opened.sandbox.console.registration.expose(sku, true);
    expect(await message({ environment: 'sandbox' })).toContain("use environment 'toss'");
    expect(await message()).toBeUndefined();
  });

  test('hides the mock items in the Toss app, unless they are asked for', async () => {
    const listed = async () => {
      const host = opened.sandbox.bridge({ userKey: 'u', environment: 'toss' });
      const { products } = (await host.call('iapGetProductItemList', [])) as { products: { sku: string }[] };
      return products.map((product) => product.sku);
    };
    expect(await listed()).toContain(GEM);
    const sku = await register();
    opened.sandbox.console.registration.decide(sku, 'APPROVED');
    opened.sandbox.console.registration.expose(sku, true);
    expect(await listed()).toEqual([sku]);
    await send('PUT', '/settings', { mockItems: 'toss' });
    expect(await listed()).toContain(GEM);
  });
});

describe('the record of what happened', () => {
  test('to one order comes from the log and from the wire', async () => {
    const { order } = await send('POST', '/purchases', { userKey: 'u', sku: GEM });
    buy();
    const { events, wire, order: same } = await get(`/orders/${order.orderId}/timeline`);
    expect(same).toEqual(order);
    expect(events.map(({ type }: { type: string }) => type)).toEqual([
      'OrderOpened',
      'OrderPaid',
      'OrderGranted',
    ]);
    expect(wire.map(({ type }: { type: string }) => type)).toContain('sheet.shown');
  });

  test('leaves out an order that had the same id in the world before', async () => {
    const bought = async () =>
      (await send('POST', '/purchases', { userKey: 'user-1', sku: GEM })).order.orderId;
    const timeline = async (orderId: string) => (await get(`/orders/${orderId}/timeline`)).wire.length;
    const first = await bought();
    const heard = await timeline(first);
    opened.sandbox.reset();
    expect(await bought()).toBe(first);
    expect(await timeline(first)).toBe(heard);
  });

  test('holds the pushes to a user, and the e-mails to the partner', async () => {
    const orderId = buy();
    opened.sandbox.refund(orderId);
    expect((await get('/users/user-1/inbox')).pushes).toMatchObject(
      [{ orderId, text: /환불이 완료/ }].map((push) => ({ ...push, text: expect.stringMatching(push.text) })),
    );
    opened.sandbox.console.versions.upload(bundleFacts());
    await opened.sandbox.clock.advance('4 s');
    opened.sandbox.console.versions.test('1.0.0');
    opened.sandbox.console.versions.requestReview('1.0.0');
    await opened.sandbox.clock.advance('7 days');
    expect((await get('/mails')).mails).toMatchObject([{ subject: '1.0.0 버전이 승인됐어요' }]);
  });
});

describe('POST /undo', () => {
  test('goes back to any earlier moment, with the clock, and undoes nothing else', async () => {
    const first = buy();
    const event = opened.sandbox.world.store.lastSeq();
    const then = opened.sandbox.clock.now();
    await opened.sandbox.clock.advance('3 days');
    opened.sandbox.refund(first);
    buy();
    expect(await send('POST', '/undo', { event })).toEqual({ orders: 1, events: event });
    expect(opened.sandbox.order(first)).toMatchObject({ state: 'PURCHASED' });
    expect([opened.sandbox.clock.now(), opened.sandbox.orders().length]).toEqual([then, 1]);
    expect((await get('/refunds')).total).toBe(0);
    expect(await send('POST', '/undo', { event: 999 })).toMatchObject({ status: 422, code: 'UNKNOWN_EVENT' });
  });
});

describe('POST /clock/now', () => {
  test('moves to the time of this machine, and says what to undo when the world is ahead of it', async () => {
    opened.sandbox.clock.restart({ now: Date.parse('2020-01-01T00:00:00Z'), rate: 0 });
    const { now } = await send('POST', '/clock/now');
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000);
    await opened.sandbox.clock.advance('40 days');
    const { code, detail } = await send('POST', '/clock/now');
    expect(code).toBe('CLOCK_AHEAD');
    const event = Number(/"event": (\d+)/.exec(detail)?.[1]);
    await send('POST', '/undo', { event });
    expect((await send('POST', '/clock/now')).code).toBeUndefined();
  });

  test('goes back to the time of this machine if it may undo, and forgets what happened later', async () => {
    opened.sandbox.clock.restart({ now: Date.now() - 60_000, rate: 0 });
    const kept = buy();
    await opened.sandbox.clock.advance('40 days');
    buy();
    const { now } = await send('POST', '/clock/now', { undo: true });
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000);
    expect(opened.sandbox.orders().map(({ orderId }) => orderId)).toEqual([kept]);
  });

  test('does not start the world again by itself when all of it is later than this machine', async () => {
    const clock = createSandboxClock({ startAt: Date.parse('2099-01-01T00:00:00Z') });
    const later = createSandbox({ clock });
    const itsApi = createControlApi({
      sandbox: later,
      webhooks: opened.webhooks,
      releaseDesk: releaseDeskOf(later),
      version: '0',
    });
    later.console.purchase({ userKey: 'user-1', sku: GEM });
    const body = JSON.stringify({ undo: true });
    const refused = await itsApi.request('/clock/now', { method: 'POST', body });
    expect((await refused.json()).detail).toContain('POST /reset');
    expect(later.orders()).toHaveLength(1);
    later.close();
  });
});
