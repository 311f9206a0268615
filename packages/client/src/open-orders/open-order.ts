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
   * What the host said at the end, when it did not leave it clear whether anybody paid: that somebody has to approve
   * the payment, which may happen days later, or that it failed.
   */
  readonly hostSaid?: 'approval' | 'failure';
}

/** The open orders by sku. */
export type OpenOrders = Readonly<Record<string, OpenOrder>>;

/** Reads what a storage holds; what somebody else put there, or an older version, is left out. */
export function parseOpenOrders(text: unknown): OpenOrders {
  try {
    const entries = Object.entries<OpenOrder>(JSON.parse(String(text)));
    return Object.fromEntries(entries.filter(([, order]) => order?.openedAt > 0));
  } catch {
    return {};
  }
}
