import {
  completedOrRefundedOrdersSchema,
  pendingOrdersSchema,
  productItemListSchema,
  purchaseResultSchema,
} from '@ait-iap/protocol';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPurchaseEvent } from '../purchase/read-purchase-event.js';
import { readHistoryPage, readPendingOrders } from './read-orders.js';
import { readProductList } from './read-product-list.js';

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

/** A well-formed answer of each function, and its two readers. */
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
    read: (answer) => {
      const word = readPurchaseEvent({ type: 'success', data: answer });
      return word && 'receipt' in word ? word.receipt : undefined;
    },
    schema: purchaseResultSchema,
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

/** A valid answer is read as the schema reads it. An odd answer is repaired, or unusable as a whole. */
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
  if (parsed.success) expect(mine).toEqual(parsed.data);
  else if (mine !== undefined)
    expect(schema.safeParse(mine), JSON.stringify(mine)).toMatchObject({ success: true });
}

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

describe.each(Object.entries(PAIRS))('reading %s', (_, pair) => {
  it('agrees with the schema on a correct answer and keeps what it does not know', () => {
    const answer = { ...pair.answer, addedLater: { deep: true } };
    expectAgreement(pair, answer);
    expect(pair.read(answer)).toMatchObject({ addedLater: { deep: true } });
  });

  it('accepts only what the schema accepts, for every odd value in every place', () => {
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

  it('accepts only what the schema accepts, for any JSON in several places at once', () => {
    const odd = fc.oneof(fc.constantFrom(...ODD_VALUES), fc.jsonValue());
    const edit = fc.tuple(fc.constantFrom(...places(pair.answer).slice(1)), odd);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let answer: unknown = pair.answer;
        for (const [path, value] of edits) {
          try {
            answer = changed(answer, path, () => value);
          } catch {
            // An earlier edit has removed this place.
          }
        }
        expectAgreement(pair, answer);
      }),
    );
  });
});
