/** What is remembered over a restart about an order whose end is not known. */
export interface OpenOrder {
  /** When its sheet was opened, on the client's clock. */
  readonly openedAt: number;
  /** When somebody first found it without a running purchase: from then on the host's lists can catch up. */
  readonly noticedAt?: number;
  /** The order, once the Toss app has said that it is paid. */
  readonly orderId?: string;
  /** The host has closed it by itself and lists it nowhere (legacy path): only the grant is missing. */
  readonly closed?: true;
}

/** The open orders by sku. */
export type OpenOrders = Readonly<Record<string, OpenOrder>>;

/** Reads what the storage holds; what somebody else put there, or an older version, is left out. */
export function parseOpenOrders(json: string | null): OpenOrders {
  let stored: unknown;
  try {
    stored = JSON.parse(json ?? '{}');
  } catch {
    return {};
  }
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, OpenOrder] => isOpenOrder(entry[1])),
  );
}

function isOpenOrder(value: unknown): value is OpenOrder {
  if (typeof value !== 'object' || value === null) return false;
  const { openedAt, orderId } = value as Partial<Record<keyof OpenOrder, unknown>>;
  return typeof openedAt === 'number' && (orderId === undefined || typeof orderId === 'string');
}
