import type { Order } from '../world/order.js';
import type { OrderQuery, WorldStore } from '../world/world-store.js';

/** The user and product of the orders. All orders if both are missing. */
export type OrderScope = Pick<OrderQuery, 'userKey' | 'sku'>;

/** How many orders are read at a time: a world may contain a million. */
const PAGE_SIZE = 500;

/** All orders, in the order in which their sheets were opened. */
export function allOrders(store: WorldStore, filter?: OrderScope): readonly Order[] {
  return [...newestOrders(store, filter)].reverse();
}

/** Orders from the newest, or from the newest before a number, as long as the caller reads on. */
export function* newestOrders(store: WorldStore, filter: OrderScope = {}, before?: number): Generator<Order> {
  let from = before;
  for (let more = true; more; ) {
    const page = store.orders({ ...filter, limit: PAGE_SIZE, ...(from !== undefined && { before: from }) });
    yield* page;
    more = page.length === PAGE_SIZE;
    from = page.at(-1)?.number;
  }
}
