import type { OrderId } from '@ait-iap/protocol';
import { type LedgerOrder, ORDER_COLUMNS, toRow } from './ledger-order.js';
import type { LedgerQueries } from './ledger-store.js';
import type { OrdersTable } from './schema.js';
import { statement } from './statement.js';

/** Writes an order as it is now. The caller holds its lock (`lockOrder`, `lockOrAddOrder`). */
export async function saveOrder(ledger: LedgerQueries, order: LedgerOrder): Promise<void> {
  await save(ledger, toRow(order));
}

const save = statement<OrdersTable, unknown>((sql, value) =>
  sql
    .updateTable('ait_iap_orders')
    .set(Object.fromEntries(ORDER_COLUMNS.map((column) => [column, value(column)])))
    .where('order_id', '=', value('order_id')),
);

/** Removes an order that was only added to be locked. */
export async function removeOrder(ledger: LedgerQueries, orderId: OrderId): Promise<void> {
  await ledger.query(ledger.sql.deleteFrom('ait_iap_orders').where('order_id', '=', orderId).compile());
}
