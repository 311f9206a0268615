import type { OrderId } from '@ait-iap/protocol';
import { type LedgerOrder, toLedgerOrder } from './ledger-order.js';
import type { LedgerSession } from './ledger-store.js';

/** Reads an order and keeps other transactions from changing it until this one ends. */
export async function lockOrder(ledger: LedgerSession, orderId: OrderId): Promise<LedgerOrder | undefined> {
  const query = ledger.sql
    .selectFrom('ait_iap_orders')
    .selectAll()
    .where('order_id', '=', orderId)
    // SQLite has one writer at a time anyway, and no word for it.
    .$if(ledger.skipsLocked, (locked) => locked.forUpdate())
    .compile();
  const [row] = await ledger.query(query);
  return row === undefined ? undefined : toLedgerOrder(row);
}
