import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { query } from '../api/call.js';
import { read } from '../api/client.js';
import type { Order } from '../api/order.js';
import { endOfDay, startOfDay } from '../language/korean-time.js';
import { useProductBySku } from '../orders/use-products.js';
import { type RefundTab, tabOf, tabTime } from './refund-tab.js';

/** What is looked for among the refunds. */
export interface RefundQuery {
  readonly tab: RefundTab;
  readonly q: string;
  /** Korean days of the request, both included. */
  readonly from: string;
  readonly to: string;
}

const MOST = 1_000;

/** Every order with a request for a refund, and those that a store has paid back without one. */
export function useRefundOrders(): readonly Order[] | undefined {
  const asked = useQuery(
    read<{ orders: readonly Order[] }>(`/orders${query({ refund: 'any', limit: MOST })}`),
  );
  const paidBack = useQuery(
    read<{ orders: readonly Order[] }>(`/orders${query({ state: 'REFUNDED', limit: MOST })}`),
  );
  return useMemo(() => {
    if (asked.data === undefined || paidBack.data === undefined) return undefined;
    const all = new Map(
      [...asked.data.orders, ...paidBack.data.orders].map((order) => [order.orderId, order]),
    );
    return [...all.values()].sort((one, other) => tabTime(other) - tabTime(one));
  }, [asked.data, paidBack.data]);
}

/** What stands in a tab. */
export function useRefunds({ tab, q, from, to }: RefundQuery): readonly Order[] | undefined {
  const orders = useRefundOrders();
  const products = useProductBySku();
  const word = q.trim().toLowerCase();
  const [first, last] = [startOfDay(from), endOfDay(to)];
  return orders?.filter((order) => {
    const asked = order.refund?.requestedAt ?? tabTime(order);
    const name = products.get(order.sku)?.name.toLowerCase() ?? order.sku;
    return (
      tabOf(order) === tab &&
      asked >= first &&
      asked <= last &&
      (order.orderId.includes(word) || name.includes(word))
    );
  });
}
