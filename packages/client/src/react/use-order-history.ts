import { useCallback, useState } from 'react';
import type { HistoryOrder } from '../host/history-order.js';
import { useIapContext } from './iap-context.js';
import { type ListState, useList } from './use-list.js';

/** The default number of orders at first and for each further page. */
const PAGE_SIZE = 20;

/** The user's purchase history, as much as was requested. */
export interface OrderHistoryState extends ListState<HistoryOrder> {
  /** Whether there are more orders than `items`. */
  readonly hasMore: boolean;
  /** Shows more of them. */
  readonly more: () => void;
}

/**
 * The user's completed and refunded orders, in the Toss app's order. Read again after each purchase. The review of a
 * mini-app requires that the user can see them. Charges nobody.
 *
 * @param pageSize - how many orders to show at first, and how many to add each time
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
        // One more than is shown, to find out whether there are more.
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
