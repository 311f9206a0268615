import { useCallback, useState } from 'react';
import type { HistoryOrder } from '../host/history-order.js';
import { useIapContext } from './iap-context.js';
import { type ListState, useList } from './use-list.js';

/** How many orders are shown at first, and how many more each time. */
const PAGE_SIZE = 20;

/** What the user has bought, as much of it as was asked for. */
export interface OrderHistoryState extends ListState<HistoryOrder> {
  /** Whether there are more orders than `items`. */
  readonly hasMore: boolean;
  /** Shows more of them. */
  readonly more: () => void;
}

/**
 * What the user bought and what was refunded, in the order in which the Toss app lists it; read again after each purchase.
 * The review of a mini-app asks that the user can see it.
 *
 * @param pageSize - how many orders at first, and how many more each time
 * @defaultValue 20
 */
export function useOrderHistory(pageSize: number = PAGE_SIZE): OrderHistoryState {
  const { client, changes } = useIapContext();
  const [wanted, want] = useState(pageSize);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a purchase changes the history.
  const read = useCallback(
    async (signal: AbortSignal) => {
      const orders: HistoryOrder[] = [];
      for await (const order of client.orders({ signal })) {
        orders.push(order);
        // One more than is shown tells that there are more.
        if (orders.length > wanted) break;
      }
      return orders;
    },
    [client, changes, wanted],
  );
  const list = useList(read);
  const more = useCallback(() => want((count) => count + pageSize), [pageSize]);
  return { ...list, items: list.items.slice(0, wanted), hasMore: list.items.length > wanted, more };
}
