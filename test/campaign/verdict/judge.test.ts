import type { Order } from '@ait-iap/sandbox';
import { describe, expect, test } from 'vitest';
import type { Intent } from '../shoppers/intent.js';
import type { Evidence } from './evidence.js';
import { judge } from './judge.js';

const ORDER = {
  ...{ orderId: 'order-1', number: 1, userKey: 'anna', sku: 'gems', kind: 'CONSUMABLE', store: 'APP_STORE' },
  ...{ amount: 1_100, openedAt: 0, paidAt: 1, grantedAt: 2, state: 'PURCHASED' },
} as unknown as Order;

const sound: Evidence = {
  orders: [ORDER],
  journal: [{ order_id: 'order-1', did: 'granted' }],
  items: [{ order_id: 'order-1', user_key: 'anna' }],
  changes: [{ order_id: 'order-1', change: 'RENEWED' }],
  invariants: [{ name: 'sum', broken: 0, examples: [] }],
};

const intent: Intent = {
  ...{ number: 1, userKey: 'anna', sku: 'gems', taps: 1, gone: false, orderIds: ['order-1'] },
  endings: [{ status: 'granted', orderId: 'order-1' }],
};

const order = (changes: Partial<Order>): Partial<Evidence> => ({
  orders: [{ ...ORDER, ...changes } as Order],
});
const did = (...all: string[]): Partial<Evidence> => ({
  journal: all.map((each) => ({ order_id: 'order-1', did: each })),
});

describe('the verdict of a campaign', () => {
  test('accepts a purchase that was granted once and confirmed', () => {
    expect(judge(sound, [intent])).toEqual([]);
  });

  const { paidAt: _, ...unpaid } = ORDER;
  test.each<[string, Partial<Evidence>, RegExp]>([
    ['a grant of an unpaid order', { orders: [{ ...unpaid, state: 'FAILED' } as Order] }, /never paid/],
    ['two grants of one order', did('granted', 'granted'), /paid and kept/],
    ['a payment without a grant', { ...did(), items: [] }, /paid and kept/],
    ['a refund without a revocation', order({ state: 'REFUNDED', refundedAt: 3 }), /^refunded/],
    [
      'a refund with two revocations',
      { ...order({ state: 'REFUNDED', refundedAt: 3 }), ...did('granted', 'revoked', 'revoked') },
      /^refunded/,
    ],
    ['a grant that the Toss app does not know', order({ state: 'PAYMENT_COMPLETED' }), /never confirmed/],
    ['a grant to another user', { items: [{ order_id: 'order-1', user_key: 'ben' }] }, /another user/],
    ['a grant of an order that does not exist', { orders: [] }, /without an order/],
    [
      'a non-consumable that was sold twice',
      {
        orders: ['order-1', 'order-2'].map(
          (orderId) => ({ ...ORDER, orderId, kind: 'NON_CONSUMABLE' }) as Order,
        ),
        journal: ['order-1', 'order-2'].map((order_id) => ({ order_id, did: 'granted' })),
      },
      /paid twice/,
    ],
    [
      'one event that was reported twice',
      { changes: [...sound.changes, ...sound.changes] },
      /reported twice for order order-1: RENEWED/,
    ],
    ['a broken invariant', { invariants: [{ name: 'sum', broken: 2, examples: ['x'] }] }, /2 rows break/],
    ['a ledger that cannot be read', { invariants: undefined }, /could not be read/],
  ])('convicts %s', (_, changes, verdict) => {
    expect(judge({ ...sound, ...changes }, [])).toContainEqual(expect.stringMatching(verdict));
  });

  test.each<[string, Partial<Intent>, RegExp]>([
    ['two outcomes of one tap', { endings: [...intent.endings, ...intent.endings] }, /ended 2 times/],
    ['two charges for one tap', { orderIds: ['order-1', 'order-2'] }, /charged 2 times/],
    [
      '"not charged" where money was taken',
      { endings: [{ status: 'failed', charged: 'no' }] },
      /not charged, but/,
    ],
    [
      '"granted" for what was never paid',
      { endings: [{ status: 'granted', orderId: 'order-3' }] },
      /never paid/,
    ],
  ])('convicts %s', (_, changes, verdict) => {
    const orders = [ORDER, { ...ORDER, orderId: 'order-2' }];
    const evidence = {
      ...sound,
      orders,
      journal: orders.map(({ orderId }) => ({ order_id: orderId, did: 'granted' })),
    };
    expect(judge(evidence, [{ ...intent, ...changes }])).toEqual([expect.stringMatching(verdict)]);
  });
});
