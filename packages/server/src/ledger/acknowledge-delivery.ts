import type { OrderId } from '@ait-iap/protocol';
import { type LedgerOrder, toLedgerOrder } from './ledger-order.js';
import type { LedgerQueries } from './ledger-store.js';
import type { Delivery } from './schema.js';

/** Updates an order after another system has acknowledged its promise. `undefined` if the order has changed in the meantime. */
export async function acknowledgeDelivery(
  ledger: LedgerQueries,
  orderId: OrderId,
  { from, to }: { readonly from: Delivery; readonly to: Delivery },
): Promise<LedgerOrder | undefined> {
  const query = ledger.sql
    .updateTable('ait_iap_orders')
    .set({ delivery: to })
    .where('order_id', '=', orderId)
    .where('delivery', '=', from)
    .returningAll()
    .compile();
  const [row] = await ledger.query(query);
  return row === undefined ? undefined : toLedgerOrder(row);
}
