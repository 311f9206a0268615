import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '../../src/world/order.js';
import type { WorldEvent } from '../../src/world/world-event.js';
import type { WorldCommit, WorldStore } from '../../src/world/world-store.js';

const USER = 'user-1';

/**
 * What every store promises. A store's own test calls it: `worldStoreContract('memory', () => memoryStore())`.
 * `createStore` gives an empty store each time.
 */
export function worldStoreContract(name: string, createStore: () => WorldStore): void {
  describe(`${name}: a world store`, () => {
    let store: WorldStore;
    beforeEach(() => {
      store = createStore();
    });
    afterEach(() => store.close());

    describe('the log', () => {
      it('is empty at first', () => {
        expect([store.lastSeq(), store.orderCount(), [...store.events()], store.nextDue()]).toEqual([
          0,
          0,
          [],
          undefined,
        ]);
      });

      it('gives back events in order and as they were', () => {
        store.commit(commit({ events: [event(1), event(2)] }));
        store.commit(commit({ events: [event(3)] }));
        expect([...store.events()]).toEqual([event(1), event(2), event(3)]);
        expect(store.lastSeq()).toBe(3);
      });

      it('gives back only the events after a given one', () => {
        const events = Array.from({ length: 2500 }, (_, index) => event(index + 1));
        for (let index = 0; index < events.length; index += 100) {
          store.commit(commit({ events: events.slice(index, index + 100) }));
        }
        expect([...store.events(2047)]).toEqual(events.slice(2047));
        expect([...store.events(2500)]).toEqual([]);
      });
    });

    describe('orders', () => {
      it('finds an order by its id, with every field', () => {
        const given = order(1, {
          state: 'REFUNDED',
          refundedAt: 5,
          refund: { state: 'COMPLETED', reason: 'NOT_USED', requestedAt: 4 },
        });
        store.commit(commit({ orders: [given] }));
        expect(store.order(given.orderId)).toEqual(given);
        expect(store.order('nobody')).toBeUndefined();
      });

      it('replaces a row and counts it once', () => {
        store.commit(commit({ orders: [order(1), order(2)] }));
        store.commit(commit({ orders: [order(1, { state: 'PURCHASED' })] }));
        expect(store.order(order(1).orderId)?.state).toBe('PURCHASED');
        expect(store.orderCount()).toBe(2);
      });

      it('lists pending orders of one user, oldest first, and no longer once they change', () => {
        const paid = { state: 'PAYMENT_COMPLETED' } as const;
        store.commit(
          commit({
            orders: [order(1, paid), order(2), order(3, paid), order(4, { ...paid, userKey: 'other' })],
          }),
        );
        expect(numbers(store.pendingOrders(USER))).toEqual([1, 3]);
        store.commit(commit({ orders: [order(1, { state: 'PURCHASED' })] }));
        expect(numbers(store.pendingOrders(USER))).toEqual([3]);
        expect(store.pendingOrders('nobody')).toEqual([]);
      });

      it('pages settled orders of one user, newest first', () => {
        const settled = [3, 1, 5, 2].map((number) =>
          order(number, { state: number === 2 ? 'REFUNDED' : 'PURCHASED' }),
        );
        store.commit(commit({ orders: [order(1), order(2), order(3), order(4), order(5)] }));
        for (const one of settled) store.commit(commit({ orders: [one] }));
        expect(numbers(store.finishedOrders(USER, undefined, 3))).toEqual([5, 3, 2]);
        expect(numbers(store.finishedOrders(USER, 2, 3))).toEqual([1]);
        expect(store.finishedOrders(USER, 1, 3)).toEqual([]);
      });

      it('finds the newest order that the user paid for and still has', () => {
        store.commit(
          commit({
            orders: [order(1, { state: 'PURCHASED' }), order(2, { state: 'PAYMENT_COMPLETED' }), order(3)],
          }),
        );
        expect(store.heldOrder(USER, 'sku-1')?.number).toBe(2);
        store.commit(commit({ orders: [order(2, { state: 'REFUNDED' })] }));
        expect(store.heldOrder(USER, 'sku-1')?.number).toBe(1);
        expect(store.heldOrder(USER, 'sku-2')).toBeUndefined();
        expect(store.heldOrder('other', 'sku-1')).toBeUndefined();
      });

      it('does not count an expired subscription as kept', () => {
        const subscription = {
          status: 'EXPIRED',
          subscriptionId: 's',
          renewalCycle: 'MONTHLY',
          startedAt: 0,
          anchor: 0,
          expiresAt: 1,
          autoRenew: false,
          payments: 1,
        } as const;
        store.commit(
          commit({ orders: [order(1, { state: 'PURCHASED', kind: 'SUBSCRIPTION', subscription })] }),
        );
        expect(store.heldOrder(USER, 'sku-1')).toBeUndefined();
      });

      it('walks all orders newest first, narrowed by each condition', () => {
        const refund = { state: 'REQUESTED', reason: 'NOT_USED', requestedAt: 1, decider: 'STORE' } as const;
        store.commit(
          commit({
            orders: [
              order(1),
              order(2, { userKey: 'other' }),
              order(3, { sku: 'sku-2' }),
              order(4, { state: 'PURCHASED', refund }),
            ],
          }),
        );
        expect(numbers(store.orders({ limit: 10 }))).toEqual([4, 3, 2, 1]);
        expect(numbers(store.orders({ limit: 2 }))).toEqual([4, 3]);
        expect(numbers(store.orders({ limit: 2, before: 3 }))).toEqual([2, 1]);
        expect(numbers(store.orders({ limit: 9, userKey: USER }))).toEqual([4, 3, 1]);
        expect(numbers(store.orders({ limit: 9, sku: 'sku-2' }))).toEqual([3]);
        expect(numbers(store.orders({ limit: 9, state: 'ORDER_IN_PROGRESS' }))).toEqual([3, 2, 1]);
        expect(numbers(store.orders({ limit: 9, refund: 'any' }))).toEqual([4]);
        expect(numbers(store.orders({ limit: 9, refund: 'COMPLETED' }))).toEqual([]);
      });
    });

    it('lists the users of orders sorted, starting from a given one', () => {
      const of = (number: number, userKey: string) => order(number, { userKey });
      store.commit(commit({ orders: [of(1, 'b'), of(2, 'a'), of(3, 'b'), of(4, 'Z')] }));
      expect(store.users(undefined, 9)).toEqual(['Z', 'a', 'b']);
      expect(store.users('Z', 1)).toEqual(['a']);
      expect(store.users('b', 9)).toEqual([]);
    });

    describe('records and dues', () => {
      it('keeps, replaces, lists and deletes records of a kind', () => {
        const put = (id: string, value: unknown) =>
          store.commit(commit({ records: [{ kind: 'a', id, value }] }));
        put('b', { deep: [1, null] });
        put('가', 'text');
        put('Z', false);
        expect(store.records('a').map(({ id }) => id)).toEqual(['Z', 'b', '가']);
        expect(store.record('a', 'b')).toEqual({ deep: [1, null] });
        put('b', undefined);
        expect(store.record('a', 'b')).toBeUndefined();
        expect(store.record('b', 'Z')).toBeUndefined();
        expect(store.records('b')).toEqual([]);
      });

      it('knows the earliest due, also after dues were moved and cancelled', () => {
        const due = (key: string, at: number | undefined) => store.commit(commit({ dues: [{ key, at }] }));
        due('b', 20);
        due('a', 20);
        due('c', 10);
        expect(store.nextDue()).toEqual({ key: 'c', at: 10 });
        due('c', 30);
        expect(store.nextDue()).toEqual({ key: 'a', at: 20 });
        due('a', undefined);
        due('missing', undefined);
        expect(store.nextDue()).toEqual({ key: 'b', at: 20 });
        due('b', undefined);
        expect(store.nextDue()).toEqual({ key: 'c', at: 30 });
      });
    });

    it('sees within one large step what the step has written, and keeps everything', () => {
      store.commit(commit({ events: [event(1)], orders: [order(1)] }));
      store.atomically(() => {
        store.clear();
        store.commit(commit({ events: [event(1)], orders: [order(1, { state: 'PURCHASED' })] }));
        expect(store.order(order(1).orderId)?.state).toBe('PURCHASED');
        store.commit(commit({ events: [event(2)] }));
      });
      expect([store.lastSeq(), store.order(order(1).orderId)?.state]).toEqual([2, 'PURCHASED']);
    });

    it('is like new after clear', () => {
      store.commit(
        commit({
          events: [event(1)],
          orders: [order(1)],
          records: [{ kind: 'a', id: 'b', value: 1 }],
          dues: [{ key: 'c', at: 1 }],
        }),
      );
      store.clear();
      expect([store.lastSeq(), store.orderCount(), [...store.events()], store.orders({ limit: 1 })]).toEqual([
        0,
        0,
        [],
        [],
      ]);
      expect([store.record('a', 'b'), store.nextDue()]).toEqual([undefined, undefined]);
      store.commit(commit({ events: [event(1)], orders: [order(1)] }));
      expect([store.lastSeq(), store.orderCount()]).toEqual([1, 1]);
    });
  });
}

function commit(part: Partial<WorldCommit>): WorldCommit {
  return { events: [], orders: [], records: [], dues: [], ...part };
}

function event(seq: number): WorldEvent {
  return { seq, at: 1000 + seq, type: 'OrderFailed', orderId: `order-${seq}`, reason: '사용자 취소' };
}

function order(number: number, part: Partial<Order> = {}): Order {
  return {
    number,
    orderId: `00000000-0000-7000-8000-00000000000${number}`,
    userKey: USER,
    sku: 'sku-1',
    kind: 'CONSUMABLE',
    store: 'GOOGLE_PLAY',
    state: 'ORDER_IN_PROGRESS',
    reason: 'OPENED',
    amount: 1000,
    openedAt: 1,
    stateAt: 2,
    ...part,
  };
}

function numbers(orders: readonly Order[]): number[] {
  return orders.map((one) => one.number);
}
