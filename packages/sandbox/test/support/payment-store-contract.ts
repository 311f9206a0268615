import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '../../src/world/order.js';
import { byPaymentTime, koreanDay, matchesPayment, paymentStateOf } from '../../src/world/payment.js';
import type { RefundRequest } from '../../src/world/refund-request.js';
import type { WorldStore } from '../../src/world/world-store.js';

const DAY_MS = 86_400_000;
const NOTHING = { events: [], orders: [], records: [], dues: [] };

/** What every store promises of payments and refunds, beside `worldStoreContract`. */
export function paymentStoreContract(name: string, createStore: () => WorldStore): void {
  describe(`${name}: payments and refunds of a world store`, () => {
    let store: WorldStore;
    beforeEach(() => {
      store = createStore();
    });
    afterEach(() => store.close());

    const putOrders = (...orders: Order[]) => store.commit({ ...NOTHING, orders });
    const find = (filter: object, offset = 0, limit = 50) => {
      const { orders, total } = store.payments({ ...filter, offset, limit });
      return [orders.map(({ number }) => number), total];
    };

    it('lists paid orders, the newest payment first, without unpaid orders and payments that Toss has not recorded', () => {
      putOrders(
        order(1, { paidAt: 30 }),
        order(2),
        order(3, { paidAt: 10 }),
        order(4, { paidAt: 20, recorded: false }),
        order(5, { paidAt: 30, recorded: true }),
      );
      expect(find({})).toEqual([[5, 1, 3], 3]);
      expect(find({}, 1, 1)).toEqual([[1], 3]);
      expect(find({}, 3)).toEqual([[], 3]);
    });

    it('follows a payment from state to state', () => {
      const refund = { state: 'REQUESTED', reason: 'NOT_USED', requestedAt: 2, decider: 'STORE' } as const;
      putOrders(order(1, { paidAt: 1 }));
      putOrders(order(1, { paidAt: 1, refund }));
      expect([find({ state: 'PAID' }), find({ state: 'REFUND_REQUESTED' })]).toEqual([
        [[], 0],
        [[1], 1],
      ]);
      putOrders(order(1, { paidAt: 1, refundedAt: 3 }));
      expect(find({ state: 'REFUNDED' })).toEqual([[1], 1]);
      expect(store.paymentCounts({}).filter(({ count }) => count > 0)).toEqual([
        { day: 0, sku: 'sku-1', amount: 1000, state: 'REFUNDED', count: 1 },
      ]);
    });

    it('counts days as they are in Korea, including the first and the last', () => {
      const midnight = Date.parse('2026-02-01T00:00:00+09:00');
      putOrders(order(1, { paidAt: midnight - 1 }), order(2, { paidAt: midnight }));
      const day = koreanDay(midnight);
      expect(find({ fromDay: day })).toEqual([[2], 1]);
      expect(find({ toDay: day - 1 })).toEqual([[1], 1]);
      expect(find({ fromDay: day - 1, toDay: day })).toEqual([[2, 1], 2]);
    });

    it('finds a payment by the beginning of its id', () => {
      putOrders(order(1, { paidAt: 1 }), order(2, { paidAt: 2 }), order(3));
      expect(find({ orderIdPrefix: order(2).orderId })).toEqual([[2], 1]);
      expect(find({ orderIdPrefix: '00000000-0000-7000-8000-0000' })).toEqual([[2, 1], 2]);
      expect(find({ orderIdPrefix: 'ffffffff' })).toEqual([[], 0]);
    });

    it('answers every filter and page like a plain walk over all orders', () => {
      // What an order is about never changes, nor when it was paid.
      const some = fc.record({
        isPaid: fc.boolean(),
        refundedAt: fc.option(fc.constant(9), { nil: undefined }),
        recorded: fc.option(fc.boolean(), { nil: undefined }),
      });
      const filter = fc.record(
        {
          fromDay: fc.integer({ min: 0, max: 4 }),
          toDay: fc.integer({ min: 0, max: 4 }),
          state: fc.constantFrom('PAID', 'REFUNDED', 'REFUND_REQUESTED'),
          skus: fc.subarray(['sku-1', 'sku-2', 'sku-9']),
        },
        { requiredKeys: [] },
      );
      const rounds = fc.array(fc.array(some, { maxLength: 9 }), { minLength: 1, maxLength: 3 });
      fc.assert(
        fc.property(
          rounds,
          filter,
          fc.nat(6),
          fc.integer({ min: 1, max: 4 }),
          (given, wanted, offset, limit) => {
            store.clear();
            const last = new Map<number, Order>();
            for (const round of given) {
              const orders = round.map(({ isPaid, ...part }, index) => {
                const number = index + 1;
                const wasPaid = last.get(number)?.paidAt !== undefined;
                const paidAt = isPaid || wasPaid ? (number % 4) * DAY_MS : undefined;
                const about = { sku: `sku-${(number % 3) + 1}`, amount: 1000 * (number % 2) };
                return order(number, { ...about, ...withoutUndefined({ ...part, paidAt }) });
              });
              for (const one of orders) last.set(one.number, one);
              putOrders(...orders);
            }
            const all = [...last.values()].filter((one) => matchesPayment(one, wanted)).sort(byPaymentTime);
            const page = all.slice(offset, offset + limit).map(({ number }) => number);
            expect(find(wanted, offset, limit)).toEqual([page, all.length]);
            const counted = store.paymentCounts(wanted).reduce((sum, { count }) => sum + count, 0);
            expect(counted).toBe(all.length);
            expect(all.every((one) => paymentStateOf(one) !== undefined)).toBe(true);
          },
        ),
        { numRuns: 60 },
      );
    });

    it('keeps every refund request, and lists each under its tab of the console', () => {
      const put = (...refunds: RefundRequest[]) => store.commit({ ...NOTHING, refunds });
      put(request(1, { state: 'REJECTED' }), request(2, { decider: 'PARTNER' }));
      put(request(3, { decider: 'STORE', orderId: 'other', userKey: 'other' }));
      put(request(2, { state: 'STORE_REVIEW', decider: 'STORE' }));
      const of = (query: object) =>
        store.refunds({ ...query, offset: 0, limit: 9 }).refunds.map((r) => r.number);
      expect([of({}), store.refundCount()]).toEqual([[3, 2, 1], 3]);
      expect([of({ tab: 'requested' }), of({ tab: 'approved' }), of({ tab: 'store' })]).toEqual([
        [],
        [2],
        [3],
      ]);
      expect([of({ orderId: 'order' }), of({ userKey: 'other' }), of({ skus: ['no'] })]).toEqual([
        [2, 1],
        [3],
        [],
      ]);
      expect([
        of({ orderIdPrefix: 'oth' }),
        of({ orderIdPrefix: 'order' }),
        of({ orderIdPrefix: 'a' }),
      ]).toEqual([[3], [2, 1], []]);
      const [day] = store.refunds({ offset: 0, limit: 1 }).refunds.map((r) => koreanDay(r.requestedAt));
      const on = (fromDay: number, toDay: number) => of({ fromDay, toDay }).length;
      expect([on(day ?? 0, day ?? 0), on((day ?? 0) + 1, 99_999), on(0, (day ?? 0) - 1)]).toEqual([3, 0, 0]);
      expect(store.refunds({ offset: 1, limit: 1 })).toMatchObject({ refunds: [{ number: 2 }], total: 3 });
      expect(store.refund(1)).toEqual(request(1, { state: 'REJECTED' }));
      store.clear();
      expect([store.refundCount(), store.refund(1), store.payments({ offset: 0, limit: 1 }).total]).toEqual([
        0,
        undefined,
        0,
      ]);
    });

    it('finds what the log holds about one order, however long the log is', () => {
      const events = Array.from({ length: 2100 }, (_, index) => ({
        ...{ seq: index + 1, at: index, type: 'OrderFailed' as const, reason: 'x' },
        orderId: index % 700 === 0 ? 'wanted' : `order-${index}`,
      }));
      store.commit({ ...NOTHING, events });
      expect(store.eventsOf('wanted').map(({ seq }) => seq)).toEqual([1, 701, 1401]);
      expect(store.eventsOf('nobody')).toEqual([]);
    });
  });
}

function order(number: number, part: Partial<Order> = {}): Order {
  return {
    ...{ number, orderId: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}` },
    ...{ userKey: 'user-1', sku: 'sku-1', kind: 'CONSUMABLE', store: 'GOOGLE_PLAY' },
    ...{ state: 'PURCHASED', reason: 'GRANTED', amount: 1000, openedAt: 1, stateAt: 2 },
    ...part,
  } as Order;
}

function request(number: number, part: Partial<RefundRequest> = {}): RefundRequest {
  return {
    ...{ number, orderId: 'order', userKey: 'user-1', sku: 'sku-1', store: 'GOOGLE_PLAY' },
    ...{ amount: 1000, paidAt: 1, state: 'REQUESTED', reason: 'NOT_USED', requestedAt: 2 },
    ...part,
  } as RefundRequest;
}

function withoutUndefined(part: object): Partial<Order> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
}
