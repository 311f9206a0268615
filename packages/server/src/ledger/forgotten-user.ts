import type { OrderId } from '@ait-iap/protocol';
import { type LedgerOrder, ORDER_COLUMNS, toLedgerOrder } from './ledger-order.js';
import type { LedgerQueries } from './ledger-store.js';
import { saveOrder } from './save-order.js';

// A user key contains no space, so nobody can sign in as a forgotten user.
const PREFIX = 'forgotten ';

/**
 * Replaces the forgotten user of an order. It is different for each order, so that the orders cannot be linked to one
 * user.
 */
export function forgottenUser(orderId: OrderId): string {
  return `${PREFIX}${orderId}`;
}

/** Whether a user was forgotten. */
export function isForgotten(userKey: string): boolean {
  return userKey.startsWith(PREFIX);
}

/** Reads the orders of a user and keeps other transactions from changing them until this one ends. */
export async function lockOrdersOf(ledger: LedgerQueries, userKey: string): Promise<LedgerOrder[]> {
  const query = ledger.sql
    .selectFrom('ait_iap_orders')
    .select(ORDER_COLUMNS)
    .where('user_key', '=', userKey)
    .orderBy('order_id')
    .$if(ledger.skipsLocked, (locked) => locked.forUpdate());
  return (await ledger.query(query.compile())).map(toLedgerOrder);
}

/** Removes the user from an order. If it is not granted yet, it is blocked, because there is no user to grant it to. */
export async function detachUser(ledger: LedgerQueries, order: LedgerOrder): Promise<void> {
  const keptBack =
    order.delivery === 'none' || order.delivery === 'revoked' ? ({ byHand: 'revoked' } as const) : {};
  await saveOrder(ledger, {
    ...order,
    ...keptBack,
    userKey: forgottenUser(order.orderId),
    revision: order.revision + 1,
  });
}

/** Deletes what else the ledger knows about a user: intents, and requests for orders. Returns the number of rows. */
export async function deleteTraces(ledger: LedgerQueries, userKey: string): Promise<number> {
  const intents = ledger.sql.deleteFrom('ait_iap_intents').where('user_key', '=', userKey);
  const asked = ledger.sql.deleteFrom('ait_iap_askers').where('user_key', '=', userKey);
  const deleted = [
    await ledger.query(intents.returning('intent_id').compile()),
    await ledger.query(asked.returning('order_id').compile()),
  ];
  return deleted.reduce((sum, rows) => sum + rows.length, 0);
}
