import type { OrderId } from '@ait-iap/protocol';
import { type LedgerOrder, ORDER_COLUMNS, toLedgerOrder } from './ledger-order.js';
import type { LedgerQueries } from './ledger-store.js';
import type { OrdersTable } from './schema.js';
import { statement } from './statement.js';

/** Reads one order. `undefined` if it is not in the ledger. */
export async function findOrder(ledger: LedgerQueries, orderId: OrderId): Promise<LedgerOrder | undefined> {
  const [row] = await find(ledger, { orderId });
  return row === undefined ? undefined : toLedgerOrder(row);
}

const find = statement<{ readonly orderId: OrderId }, OrdersTable>((sql, value) =>
  sql.selectFrom('ait_iap_orders').select(ORDER_COLUMNS).where('order_id', '=', value('orderId')),
);

/** Reads the orders of a user, the newest first. */
export async function findOrdersOf(ledger: LedgerQueries, userKey: string): Promise<LedgerOrder[]> {
  const query = ledger.sql
    .selectFrom('ait_iap_orders')
    .select(ORDER_COLUMNS)
    .where('user_key', '=', userKey)
    .orderBy('first_seen_at', 'desc')
    .orderBy('order_id', 'desc')
    .compile();
  return (await ledger.query(query)).map(toLedgerOrder);
}

/** What the first read for a grant returns. */
export interface FirstLook {
  readonly order?: LedgerOrder;
  /** Whether the user has an intent that no order has redeemed. */
  readonly hasIntent: boolean;
  /** How many open ids the user has that the platform has never known. */
  readonly unconfirmed: number;
}

/**
 * Reads an order, and what else a grant has to know about its user. Every grant begins with this, and most orders are
 * new. So the first query only tells whether there is a row. If there is one, a second query reads its columns.
 */
export async function lookAtOrder(
  ledger: LedgerQueries,
  orderId: OrderId,
  userKey: string,
): Promise<FirstLook> {
  const [row] = await look(ledger, { orderId, userKey });
  const hasIntent = Number(row?.open_intents ?? 0) > 0;
  const rest = { hasIntent, unconfirmed: Number(row?.unconfirmed ?? 0) };
  const order = row?.known == null ? undefined : await findOrder(ledger, orderId);
  return order === undefined ? rest : { order, ...rest };
}

const look = statement<
  { readonly orderId: OrderId; readonly userKey: string },
  { readonly known: string | null; readonly open_intents: number; readonly unconfirmed: number | null }
>((sql, value) =>
  sql
    .selectFrom((eb) =>
      eb
        .selectFrom('ait_iap_intents')
        .select((intents) => intents.fn.countAll<number>().as('open_intents'))
        .where('user_key', '=', value('userKey'))
        .where('order_id', 'is', null)
        .as('i'),
    )
    .leftJoin('ait_iap_orders as o', (join) => join.on('o.order_id', '=', value('orderId')))
    .select(['o.order_id as known', 'i.open_intents'])
    .select((eb) =>
      eb
        .selectFrom('ait_iap_orders as u')
        .select((users) => users.fn.countAll<number>().as('ids'))
        .where('u.user_key', '=', value('userKey'))
        // Written out, not bound: otherwise the index of unconfirmed orders would not be used.
        .where('u.confirmed', '=', (confirmed) => confirmed.lit(0))
        .where('u.next_check_at', 'is not', null)
        .as('unconfirmed'),
    ),
);
