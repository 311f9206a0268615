import type { OrderId } from '@ait-iap/protocol';
import type { LedgerQueries } from './ledger-store.js';
import type { SubscriptionsTable } from './schema.js';

/** The newest known state of a subscription. */
export interface SubscriptionState {
  /** The order of the subscription. */
  readonly orderId: OrderId;
  /** The product. */
  readonly sku: string;
  /** The platform's word, raw. */
  readonly status: string;
  /** Whether the user may use the product, as the webhook says. */
  readonly accessGranted: boolean;
  /** Whether it renews by itself, if the webhook says so. */
  readonly autoRenew?: boolean;
  /** As the platform wrote it. */
  readonly expiresAt?: string;
  /** When the event of this state happened, in milliseconds since 1970. */
  readonly occurredAtMs: number;
}

/** Reads the newest known states of subscriptions. */
export async function findSubscriptions(
  ledger: LedgerQueries,
  orderIds: readonly OrderId[],
): Promise<SubscriptionState[]> {
  if (orderIds.length === 0) return [];
  const query = ledger.sql
    .selectFrom('ait_iap_subscriptions')
    .selectAll()
    .where('order_id', 'in', orderIds)
    .compile();
  return (await ledger.query(query)).map(toSubscriptionState);
}

/** Stores the state as the newest one. */
export async function saveSubscription(ledger: LedgerQueries, state: SubscriptionState): Promise<void> {
  const values = {
    sku: state.sku,
    status: state.status,
    access_granted: state.accessGranted ? 1 : 0,
    auto_renew: state.autoRenew === undefined ? null : state.autoRenew ? 1 : 0,
    expires_at: state.expiresAt ?? null,
    occurred_at_ms: state.occurredAtMs,
  };
  const query = ledger.sql
    .insertInto('ait_iap_subscriptions')
    .values({ order_id: state.orderId, ...values })
    .onConflict((conflict) => conflict.column('order_id').doUpdateSet(values))
    .compile();
  await ledger.query(query);
}

function toSubscriptionState(row: SubscriptionsTable): SubscriptionState {
  return {
    orderId: row.order_id as OrderId,
    sku: row.sku,
    status: row.status,
    accessGranted: Number(row.access_granted) === 1,
    ...(row.auto_renew === null ? {} : { autoRenew: Number(row.auto_renew) === 1 }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    occurredAtMs: Number(row.occurred_at_ms),
  };
}
