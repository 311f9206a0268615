import type { OrderId } from '@ait-iap/protocol';
import { type LedgerOrder, toLedgerOrder } from './ledger-order.js';
import type { LedgerSession } from './ledger-store.js';
import type { Delivery } from './schema.js';

/** An order that the platform has just called refunded. */
export interface OrderToRevoke {
  readonly orderId: OrderId;
  readonly statusDeterminedAt: number | null;
  readonly now: number;
  /** What it is taken back from. */
  readonly from: readonly Delivery[];
  readonly to: Extract<Delivery, 'revoked' | 'revoking'>;
}

/**
 * Takes the one revocation that a granted order has, by the same rule as its grant: the database decides.
 *
 * @returns the order as it is now, or `undefined` if there was nothing to take back.
 */
export async function takeRevocation(
  ledger: LedgerSession,
  order: OrderToRevoke,
): Promise<LedgerOrder | undefined> {
  const query = ledger.sql
    .updateTable('ait_iap_orders')
    .set((eb) => ({
      delivery: order.to,
      status: 'REFUNDED',
      status_determined_at: order.statusDeterminedAt,
      revoked_at: order.now,
      checked_at: order.now,
      checks: eb('checks', '+', 1),
      next_check_at: null,
    }))
    .where('order_id', '=', order.orderId)
    .where('delivery', 'in', order.from)
    .returningAll()
    .compile();
  const [row] = await ledger.query(query);
  return row === undefined ? undefined : toLedgerOrder(row);
}
