import type { OrderId } from '@ait-iap/protocol';
import { type LedgerOrder, ORDER_COLUMNS, toLedgerOrder } from './ledger-order.js';
import type { LedgerQueries } from './ledger-store.js';
import { saveOrder } from './save-order.js';

// No user key holds a space, so nobody can sign in as one who was forgotten.
const PREFIX = 'forgotten ';

/** What stands in place of the user of an order who was forgotten: another word for each order, so that they tie nobody together. */
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

/** Takes the user out of an order. What is not handed over is kept back: there is nobody to hand it to. */
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

/** Deletes what else the ledger knows of a user: intents, and that they asked for an order. Gives the number of rows. */
export async function deleteTraces(ledger: LedgerQueries, userKey: string): Promise<number> {
  const intents = ledger.sql.deleteFrom('ait_iap_intents').where('user_key', '=', userKey);
  const asked = ledger.sql.deleteFrom('ait_iap_askers').where('user_key', '=', userKey);
  const deleted = [
    await ledger.query(intents.returning('intent_id').compile()),
    await ledger.query(asked.returning('order_id').compile()),
  ];
  return deleted.reduce((sum, rows) => sum + rows.length, 0);
}
