/** What is remembered over a restart about an order whose end is not known. */
export interface OpenOrder {
  /** When its sheet was opened, on the client's clock. */
  readonly openedAt: number;
  /** When somebody first found it without a running purchase: from then on the host's lists can catch up. */
  readonly noticedAt?: number;
  /** The order, once the Toss app has said that it is paid. */
  readonly orderId?: string;
  /** The host has closed it by itself and lists it nowhere (legacy path): only the grant is missing. */
  readonly closed?: boolean;
  /**
   * What the host said at the end, when the user may have paid:
   *
   * - approval: somebody has to approve the payment, which may happen days later
   * - charge: the user has paid, and no order can be named; a list that says nothing proves nothing
   * - failure: it failed, and it is not clear whether the user paid
   */
  readonly hostSaid?: 'approval' | 'charge' | 'failure';
  /** The orders of this product that the history had before: none of them is the one of a charge. */
  readonly seen?: readonly string[];
  /** What was not settled when the app said that the user buys another one all the same. */
  readonly replaced?: OpenOrder;
}

/**
 * The open orders by sku. A map and not an object: a sku comes from outside, and `__proto__` or `constructor` would
 * find what every object has.
 */
export type OpenOrders = ReadonlyMap<string, OpenOrder>;

/** Reads what a storage holds; what somebody else put there, or an older version, is left out. */
export function parseOpenOrders(text: unknown): [sku: string, order: OpenOrder][] {
  try {
    const entries = Object.entries<OpenOrder>(JSON.parse(String(text)));
    return entries.filter(([, order]) => typeof order?.openedAt === 'number' && order.openedAt > 0);
  } catch {
    return [];
  }
}

/** Writes the open orders as a text: each sku is a property of its own, whatever its name. */
export function formatOpenOrders(orders: OpenOrders): string {
  return JSON.stringify(Object.fromEntries(orders));
}
