import type { Order } from '../world/order.js';
import type { OrderQuery, WorldStore } from '../world/world-store.js';

/** Whose orders, and of which product; all if nothing is given. */
export type OrderScope = Pick<OrderQuery, 'userKey' | 'sku'>;

/** Read at a time: a world may hold a million. */
const PAGE_SIZE = 500;

/** Every order that there is, in the order in which their sheets were opened. */
export function allOrders(store: WorldStore, filter?: OrderScope): readonly Order[] {
  return [...newestOrders(store, filter)].reverse();
}

/** Orders from the newest on, or from the newest before a number, for as long as somebody reads. */
export function* newestOrders(store: WorldStore, filter: OrderScope = {}, before?: number): Generator<Order> {
  let from = before;
  for (let more = true; more; ) {
    const page = store.orders({ ...filter, limit: PAGE_SIZE, ...(from !== undefined && { before: from }) });
    yield* page;
    more = page.length === PAGE_SIZE;
    from = page.at(-1)?.number;
  }
}
