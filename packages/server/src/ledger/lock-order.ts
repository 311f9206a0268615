import type { OrderId } from '@ait-iap/protocol';
import { type LedgerOrder, ORDER_COLUMNS, toLedgerOrder, toRow } from './ledger-order.js';
import type { LedgerQueries } from './ledger-store.js';
import type { OrdersTable } from './schema.js';
import { statement } from './statement.js';

/** Reads an order and keeps other transactions from changing it until this one ends. */
export async function lockOrder(ledger: LedgerQueries, orderId: OrderId): Promise<LedgerOrder | undefined> {
  const [row] = await lock(ledger, { orderId });
  return row === undefined ? undefined : toLedgerOrder(row);
}

/**
 * Locks an order. If it is missing, adds it with revision 0; the caller has to fill it before the commit.
 *
 * One statement, so that it waits for another transaction that is adding the same order, and then reads what that one
 * wrote. A plain read would find nothing.
 */
export async function lockOrAddOrder(
  ledger: LedgerQueries,
  { orderId, givenId, now }: { readonly orderId: OrderId; readonly givenId: string; readonly now: number },
): Promise<LedgerOrder> {
  const blank = blankOrder({ orderId, givenId }, now);
  const [row] = await lockOrAdd(ledger, toRow(blank));
  return row === undefined ? blank : toLedgerOrder(row);
}

/** An order about which nothing is known yet. */
export function blankOrder(
  { orderId, givenId }: Pick<LedgerOrder, 'orderId' | 'givenId'>,
  now: number,
): LedgerOrder {
  return {
    orderId,
    givenId,
    claimed: false,
    confirmed: false,
    delivery: 'none',
    paidAgainHeard: 0,
    firstSeenAt: new Date(now),
    checks: 0,
    failures: 0,
    revision: 0,
  };
}

const lock = statement<{ readonly orderId: OrderId }, OrdersTable>((sql, value, ledger) =>
  sql
    .selectFrom('ait_iap_orders')
    .select(ORDER_COLUMNS)
    .where('order_id', '=', value('orderId'))
    // SQLite has one writer at a time anyway, and no syntax for a row lock.
    .$if(ledger.skipsLocked, (locked) => locked.forUpdate()),
);

const lockOrAdd = statement<OrdersTable, OrdersTable>((sql, value) =>
  sql
    .insertInto('ait_iap_orders')
    .values(Object.fromEntries(ORDER_COLUMNS.map((column) => [column, value(column)])) as never)
    .onConflict((conflict) =>
      // It changes nothing: the conflict makes the statement wait and lock.
      conflict.column('order_id').doUpdateSet({ order_id: (eb) => eb.ref('excluded.order_id') }),
    )
    .returning(ORDER_COLUMNS),
);
