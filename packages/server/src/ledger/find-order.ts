import type { OrderId } from '@ait-iap/protocol';
import { type LedgerOrder, toLedgerOrder } from './ledger-order.js';
import type { LedgerSession } from './ledger-store.js';

/** Reads one order, or `undefined` if the ledger has never heard of it. */
export async function findOrder(ledger: LedgerSession, orderId: OrderId): Promise<LedgerOrder | undefined> {
  const query = ledger.sql.selectFrom('ait_iap_orders').selectAll().where('order_id', '=', orderId).compile();
  const [row] = await ledger.query(query);
  return row === undefined ? undefined : toLedgerOrder(row);
}

/** Reads the orders of a user, the newest first. */
export async function findOrdersOf(ledger: LedgerSession, userKey: string): Promise<LedgerOrder[]> {
  const query = ledger.sql
    .selectFrom('ait_iap_orders')
    .selectAll()
    .where('user_key', '=', userKey)
    .orderBy('first_seen_at', 'desc')
    .orderBy('order_id', 'desc')
    .compile();
  return (await ledger.query(query)).map(toLedgerOrder);
}
