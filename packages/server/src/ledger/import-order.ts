import type { OrderId } from '@ait-iap/protocol';
import type { LedgerQueries } from './ledger-store.js';

/** An order from another source. */
export interface OrderToImport {
  readonly orderId: OrderId;
  readonly givenId: string;
  readonly userKey: string | null;
  readonly sku: string | null;
  /** When it was granted elsewhere, in milliseconds since 1970; null if it was not. */
  readonly grantedAt: number | null;
  /** When it was bought, if known. The age of an order decides how often it is checked. */
  readonly firstSeenAt: number;
  readonly now: number;
}

/** Adds a new order, which is due at once. False if the ledger already has it. */
export async function addImportedOrder(ledger: LedgerQueries, order: OrderToImport): Promise<boolean> {
  const granted = order.grantedAt !== null;
  const query = ledger.sql
    .insertInto('ait_iap_orders')
    .values({
      order_id: order.orderId,
      given_id: order.givenId,
      user_key: order.userKey,
      sku: order.sku,
      claimed: granted ? 1 : 0,
      confirmed: 1,
      delivery: granted ? 'granted' : 'none',
      status: null,
      status_determined_at: null,
      first_seen_at: order.firstSeenAt,
      granted_at: order.grantedAt,
      revoked_at: null,
      checked_at: null,
      checks: 0,
      next_check_at: order.now,
      watch_ended_at: null,
      payment: null,
      payment_determined_at: null,
      paid_again_at: null,
      paid_again_heard: 0,
      failures: 0,
      revision: 1,
    })
    .onConflict((conflict) => conflict.column('order_id').doNothing())
    .returning('order_id')
    .compile();
  return (await ledger.query(query)).length === 1;
}
