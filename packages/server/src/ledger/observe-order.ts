import type { OrderId } from '@ait-iap/protocol';
import type { LedgerSession } from './ledger-store.js';

/** What the platform said about an order that is neither granted nor revoked by it. */
export interface Observation {
  readonly orderId: OrderId;
  readonly givenId: string;
  /** The user that was asked for; null if the question named none. */
  readonly userKey: string | null;
  readonly sku: string | null;
  /** Whether the answer proves that the order is this user's. */
  readonly claimed: boolean;
  /** The platform's word; null if it gave no usable answer. */
  readonly status: string | null;
  readonly statusDeterminedAt: number | null;
  readonly now: number;
  readonly nextCheckAt: number | null;
}

/**
 * Keeps what the platform said. An order that belongs to somebody else is left alone, and so is one that is known to be
 * refunded: nothing follows a refund, so a later answer is an older one.
 */
export async function recordObservation(ledger: LedgerSession, seen: Observation): Promise<void> {
  const claimed = seen.claimed ? 1 : 0;
  const query = ledger.sql
    .insertInto('ait_iap_orders')
    .values({
      order_id: seen.orderId,
      given_id: seen.givenId,
      user_key: seen.userKey,
      sku: seen.sku,
      claimed,
      delivery: 'none',
      status: seen.status,
      status_determined_at: seen.statusDeterminedAt,
      first_seen_at: seen.now,
      granted_at: null,
      revoked_at: null,
      checked_at: seen.now,
      checks: 1,
      next_check_at: seen.nextCheckAt,
    })
    .onConflict((conflict) =>
      conflict
        .column('order_id')
        .doUpdateSet((eb) => ({
          given_id: eb.ref(seen.claimed ? 'excluded.given_id' : 'ait_iap_orders.given_id'),
          // Only a confirmed answer changes who an unclaimed order is thought to belong to.
          user_key: seen.claimed
            ? eb.ref('excluded.user_key')
            : eb.fn.coalesce('ait_iap_orders.user_key', 'excluded.user_key'),
          sku: seen.claimed
            ? eb.fn.coalesce('excluded.sku', 'ait_iap_orders.sku')
            : eb.fn.coalesce('ait_iap_orders.sku', 'excluded.sku'),
          claimed: seen.claimed ? 1 : eb.ref('ait_iap_orders.claimed'),
          status: eb.fn.coalesce('excluded.status', 'ait_iap_orders.status'),
          status_determined_at: eb.fn.coalesce(
            'excluded.status_determined_at',
            'ait_iap_orders.status_determined_at',
          ),
          checked_at: eb.ref('excluded.checked_at'),
          checks: eb('ait_iap_orders.checks', '+', 1),
          next_check_at: eb.ref('excluded.next_check_at'),
        }))
        .where((eb) =>
          eb.or([
            eb('ait_iap_orders.user_key', 'is', null),
            eb('ait_iap_orders.user_key', '=', seen.userKey),
            eb.and([eb('ait_iap_orders.claimed', '=', 0), eb.lit(seen.claimed)]),
          ]),
        )
        .where((eb) =>
          eb.or([eb('ait_iap_orders.status', 'is', null), eb('ait_iap_orders.status', '!=', 'REFUNDED')]),
        ),
    )
    .compile();
  await ledger.query(query);
}
