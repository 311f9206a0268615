import {
  completedOrRefundedOrdersSchema,
  pendingOrdersSchema,
  productItemListSchema,
  purchaseResultSchema,
  subscriptionInfoAnswerSchema,
} from '@ait-iap/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHistoryPage, readPendingOrders } from '../orders/read-orders.js';
import { readProductList } from '../products/read-product-list.js';
import { readReceipt } from '../purchase/read-purchase-event.js';
import { readSubscriptionInfo } from '../subscriptions/read-subscription-info.js';

interface Schema {
  safeParse(value: unknown): { success: boolean; data?: unknown };
}

const OFFER = { type: 'FREE_TRIAL', offerId: 'offer', period: 'P1M', displayAmount: '0원' };
const PRODUCT = {
  sku: 'sku',
  type: 'SUBSCRIPTION',
  displayName: '보석',
  displayAmount: '1,000원',
  iconUrl: 'https://example.com/icon.png',
  description: '설명',
  renewalCycle: 'MONTHLY',
  offers: [OFFER],
};

/** A well-formed answer of each function, and the two who read it. */
const PAIRS: Record<string, { answer: object; read: (answer: unknown) => unknown; schema: Schema }> = {
  'the product list': {
    answer: { products: [PRODUCT, PRODUCT] },
    read: readProductList,
    schema: productItemListSchema,
  },
  'the pending list': {
    answer: { orders: [{ orderId: 'order', sku: 'sku', paymentCompletedDate: '2026-01-01T00:00:00' }] },
    read: readPendingOrders,
    schema: pendingOrdersSchema,
  },
  'the history': {
    answer: {
      hasNext: true,
      nextKey: 'key',
      orders: [{ orderId: 'o', sku: 's', status: 'COMPLETED', date: 'd' }],
    },
    read: readHistoryPage,
    schema: completedOrRefundedOrdersSchema,
  },
  'a receipt': {
    answer: {
      orderId: 'order',
      displayName: '보석',
      displayAmount: '1,000원',
      amount: 1000,
      currency: 'KRW',
      fraction: 0,
      miniAppIconUrl: null,
    },
    read: (answer) => readReceipt('requestOneTimePurchase', answer),
    schema: purchaseResultSchema,
  },
  'a subscription': {
    answer: {
      subscription: {
        catalogId: 1,
        status: 'ACTIVE',
        expiresAt: '2026-01-01T00:00:00',
        isAutoRenew: true,
        gracePeriodExpiresAt: null,
        isAccessible: true,
      },
    },
    read: readSubscriptionInfo,
    schema: subscriptionInfoAnswerSchema,
  },
};

/** The places inside a value, as paths. */
function places(value: unknown, path: string[] = []): string[][] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([name, own]) => places(own, [...path, name]))];
}

function changed(
  value: unknown,
  [name, ...rest]: readonly string[],
  edit: (old: unknown) => unknown,
): unknown {
  if (name === undefined) return edit(value);
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(value as object) };
  const fields = copy as Record<string, unknown>;
  const next = changed(fields[name], rest, edit);
  if (next === LEFT_OUT) delete fields[name];
  else fields[name] = next;
  return copy;
}

const LEFT_OUT = Symbol('left out');
const ODD_VALUES = [
  LEFT_OUT,
  undefined,
  null,
  '',
  'text',
  0,
  -1.5,
  Number.NaN,
  Infinity,
  true,
  false,
  [],
  {},
  [null],
];

function expectAgreement(
  { read, schema }: { read: (answer: unknown) => unknown; schema: Schema },
  answer: unknown,
) {
  const parsed = schema.safeParse(answer);
  let mine: unknown;
  try {
    mine = read(answer);
  } catch (error) {
    expect(error).toMatchObject({ code: 'INVALID_PAYLOAD', charged: 'no' });
    expect(parsed.success, `only the schema took ${JSON.stringify(answer)}`).toBe(false);
    return;
  }
  expect(parsed.success, `only the guard took ${JSON.stringify(answer)}`).toBe(true);
  expect(mine).toEqual(parsed.data);
}

describe.each(Object.entries(PAIRS))('reading %s', (_, pair) => {
  it('agrees with the schema on a well-formed answer and keeps what it does not know', () => {
    const answer = { ...pair.answer, addedLater: { deep: true } };
    expectAgreement(pair, answer);
    expect(pair.read(answer)).toMatchObject({ addedLater: { deep: true } });
  });

  it('agrees with the schema on every odd value in every place', () => {
    for (const path of places(pair.answer)) {
      for (const odd of ODD_VALUES) {
        if (path.length === 0 && odd === LEFT_OUT) continue;
        expectAgreement(
          pair,
          changed(pair.answer, path, () => odd),
        );
      }
    }
  });

  it('agrees with the schema on several odd values at once', () => {
    const edit = fc.tuple(fc.constantFrom(...places(pair.answer).slice(1)), fc.constantFrom(...ODD_VALUES));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let answer: unknown = pair.answer;
        for (const [path, odd] of edits) {
          try {
            answer = changed(answer, path, () => odd);
          } catch {
            // An edit before it took this place away.
          }
        }
        expectAgreement(pair, answer);
      }),
    );
  });
});

describe('an unusable answer', () => {
  it('names the function, the field, and the beginning of what was received', () => {
    const products = [PRODUCT, { ...PRODUCT, displayName: { secret: 'x'.repeat(500) } }];
    expect(() => readProductList({ products })).toThrow(
      /getProductItemList: products\[1\]\.displayName has to be string, received \{"secret":"x{10,60}\./,
    );
  });
});
