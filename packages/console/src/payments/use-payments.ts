import { queryOptions, useQuery } from '@tanstack/react-query';
import { query } from '../api/call.js';
import type { Order } from '../api/order.js';
import type { Product } from '../api/product.js';
import { send } from '../api/send.js';
import { endOfDay, startOfDay } from '../language/korean-time.js';
import { type PaymentState, paymentState } from '../orders/order-words.js';

/** What is looked for among the payments. */
export interface PaymentQuery {
  /** Part of an order id or of a product's name. */
  readonly q: string;
  /** Korean days, both included. */
  readonly from: string;
  readonly to: string;
  readonly state?: PaymentState;
  /** 1, 2, 3, … */
  readonly page: number;
  readonly size: number;
}

/** One page of what was found, and how much that is. */
export interface FoundPayments {
  readonly orders: readonly Order[];
  readonly total: number;
}

const MOST = 1_000;

/** A page of payments, the newest first; the last one stays until the next has come. */
export function usePayments(asked: PaymentQuery): FoundPayments | undefined {
  const { data } = useQuery(
    queryOptions({
      queryKey: ['payments', asked],
      queryFn: ({ signal }) => findPayments(asked, signal),
      placeholderData: (before) => before,
    }),
  );
  return data;
}

/** All of them, for a file. */
export async function allPayments(asked: PaymentQuery): Promise<readonly Order[]> {
  return (await findPayments({ ...asked, page: 1, size: Number.MAX_SAFE_INTEGER })).orders;
}

async function findPayments(asked: PaymentQuery, signal?: AbortSignal): Promise<FoundPayments> {
  const { orders } = await send<{ orders: readonly Order[] }>(
    { method: 'GET', path: `/orders${query({ limit: MOST })}` },
    signal,
  );
  const { products } = await send<{ products: readonly Product[] }>(
    { method: 'GET', path: '/products' },
    signal,
  );
  const names = new Map(products.map(({ sku, name }) => [sku, name.toLowerCase()]));
  const [first, last] = [startOfDay(asked.from), endOfDay(asked.to)];
  const word = asked.q.trim().toLowerCase();
  const found = orders.filter(
    (order) =>
      order.paidAt !== undefined &&
      order.recorded !== false &&
      order.paidAt >= first &&
      order.paidAt <= last &&
      (asked.state === undefined || paymentState(order) === asked.state) &&
      (order.orderId.includes(word) || (names.get(order.sku) ?? order.sku).includes(word)),
  );
  const start = (asked.page - 1) * asked.size;
  return { orders: found.slice(start, start + asked.size), total: found.length };
}
