import type { Order } from '../order.js';
import {
  type PaymentCount,
  type PaymentFilter,
  type PaymentPage,
  type PaymentQuery,
  type PaymentState,
  startOfKoreanDay,
} from '../payment.js';
import { Conditions } from './conditions.js';
import type { Reader } from './refund-queries.js';

/**
 * Up to this many rows of the chosen products are sorted. If there are more, the query walks through all payments in
 * order instead.
 */
const SORTED_AT_MOST = 20_000;

/** How many payments there are, by day, product, price and state. */
export function countPayments(read: Reader, filter: PaymentFilter): readonly PaymentCount[] {
  const where = countConditions(filter);
  const rows = read(
    `SELECT day, sku, amount, payment, count FROM payment_counts ${where.sql}`,
    ...where.values,
  );
  return rows.map(({ day, sku, amount, payment, count }) => ({
    ...{ day: Number(day), sku: String(sku), amount: Number(amount), count: Number(count) },
    state: String(payment) as PaymentState,
  }));
}

/**
 * A page of payments, the newest first. The total, and the day on which a page begins, come from the counts, so page
 * 20,000 costs as much as page 1.
 */
export function findPayments(read: Reader, query: PaymentQuery): PaymentPage {
  const { offset, limit, orderIdPrefix } = query;
  if (orderIdPrefix !== undefined) return findById(read, query, orderIdPrefix);
  const where = countConditions(query);
  const days = read(
    `SELECT day, sum(count) AS count FROM payment_counts ${where.sql} GROUP BY day ORDER BY day DESC`,
    ...where.values,
  );
  const total = days.reduce((sum, { count }) => sum + Number(count), 0);
  if (offset >= total) return { orders: [], total };
  let skipped = 0;
  const first = days.find(({ count }) => {
    if (skipped + Number(count) > offset) return true;
    skipped += Number(count);
    return false;
  });
  const narrowed = { ...query, toDay: Number(first?.day) };
  // The plus sign keeps SQLite from using the index of products, which is not sorted by time across products.
  const sku = query.skus !== undefined && total > SORTED_AT_MOST ? '+sku' : 'sku';
  const page = orderConditions(narrowed, sku);
  const rows = read(
    `SELECT body FROM orders ${page.sql} ORDER BY paid_at DESC, number DESC LIMIT ? OFFSET ?`,
    ...[...page.values, limit, offset - skipped],
  );
  return { orders: rows.map(toOrder), total };
}

/** Ids of one millisecond have the same beginning, so only few match. */
function findById(read: Reader, query: PaymentQuery, prefix: string): PaymentPage {
  const where = orderConditions(query, '+sku').atLeast('order_id', prefix).below('order_id', `${prefix}g`);
  const rows = read(
    `SELECT body FROM orders ${where.sql} ORDER BY +paid_at DESC, +number DESC`,
    ...where.values,
  );
  const { offset, limit } = query;
  return { orders: rows.slice(offset, offset + limit).map(toOrder), total: rows.length };
}

function countConditions({ fromDay, toDay, state, skus }: PaymentFilter): Conditions {
  return new Conditions()
    .plain('count > 0')
    .atLeast('day', fromDay)
    .atMost('day', toDay)
    .equal('payment', state)
    .oneOf('sku', skus);
}

function orderConditions({ fromDay, toDay, state, skus }: PaymentFilter, sku: string): Conditions {
  const where = new Conditions().plain('payment IS NOT NULL');
  // Written in this way so that SQLite can use the index for those few.
  if (state !== undefined && state !== 'PAID') where.plain("payment <> 'PAID'");
  return where
    .atLeast('paid_at', fromDay === undefined ? undefined : startOfKoreanDay(fromDay))
    .below('paid_at', toDay === undefined ? undefined : startOfKoreanDay(toDay + 1))
    .equal('payment', state)
    .oneOf(sku, skus);
}

function toOrder({ body }: Record<string, unknown>): Order {
  return JSON.parse(String(body)) as Order;
}
