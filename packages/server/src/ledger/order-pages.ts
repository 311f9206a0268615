import type { OrderId } from '@ait-iap/protocol';
import { type LedgerOrder, ORDER_COLUMNS, toLedgerOrder } from './ledger-order.js';
import type { LedgerQueries } from './ledger-store.js';

/** From an instant on and before another one, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly before: number;
}

/** Which orders are read. */
export interface OrderFilter {
  /** Only orders that were first seen or taken back within it. */
  readonly within?: Span | undefined;
  /**
   * Only orders that the platform called refunded or that were taken back. A period then means the time of taking back.
   */
  readonly refunded?: boolean | undefined;
  /** Only orders whose product the user has. */
  readonly granted?: boolean | undefined;
}

/** The position of a reader. */
export interface PageRequest {
  readonly limit: number;
  /** The last order of the page before. */
  readonly after?: OrderId | undefined;
}

/** Reads a page of orders, in the order of their ids. All pages together read the ledger once, whatever its size. */
export async function readOrderPage(
  ledger: LedgerQueries,
  { within, refunded, granted }: OrderFilter,
  { limit, after }: PageRequest,
): Promise<LedgerOrder[]> {
  let query = ledger.sql.selectFrom('ait_iap_orders').select(ORDER_COLUMNS);
  if (after !== undefined) query = query.where('order_id', '>', after);
  if (granted === true) query = query.where('delivery', 'in', ['granted', 'delivering']);
  if (refunded === true) {
    query = query.where((eb) =>
      eb.or([eb('payment', '=', 'refunded'), eb('delivery', 'in', ['revoked', 'revoking'])]),
    );
  }
  if (within !== undefined) {
    const times = refunded === true ? (['revoked_at'] as const) : (['first_seen_at', 'revoked_at'] as const);
    query = query.where((eb) =>
      eb.or(times.map((time) => eb.and([eb(time, '>=', within.from), eb(time, '<', within.before)]))),
    );
  }
  const rows = await ledger.query(query.orderBy('order_id').limit(limit).compile());
  return rows.map(toLedgerOrder);
}

/** The end of a page of a user's orders. */
export interface UserCursor {
  /** When the last order of the page was first seen, in milliseconds since 1970. */
  readonly firstSeenAt: number;
  readonly orderId: OrderId;
}

/** Reads a page of a user's orders, the newest first. */
export async function readUserPage(
  ledger: LedgerQueries,
  userKey: string,
  { limit, after }: { readonly limit: number; readonly after?: UserCursor | undefined },
): Promise<LedgerOrder[]> {
  let query = ledger.sql.selectFrom('ait_iap_orders').select(ORDER_COLUMNS).where('user_key', '=', userKey);
  if (after !== undefined) {
    query = query.where((eb) =>
      eb.or([
        eb('first_seen_at', '<', after.firstSeenAt),
        eb.and([eb('first_seen_at', '=', after.firstSeenAt), eb('order_id', '<', after.orderId)]),
      ]),
    );
  }
  const ordered = query.orderBy('first_seen_at', 'desc').orderBy('order_id', 'desc').limit(limit);
  return (await ledger.query(ordered.compile())).map(toLedgerOrder);
}

const PAGE_SIZE = 1_000;

/** Reads all orders of a filter, page by page. Each page is a separate read, so that no lock is held for long. */
export async function* readAllOrders(
  read: <Result>(work: (ledger: LedgerQueries) => Promise<Result>) => Promise<Result>,
  filter: OrderFilter,
): AsyncGenerator<LedgerOrder> {
  let after: OrderId | undefined;
  for (;;) {
    const page = await read((ledger) => readOrderPage(ledger, filter, { limit: PAGE_SIZE, after }));
    yield* page;
    if (page.length < PAGE_SIZE) return;
    after = page.at(-1)?.orderId;
  }
}
