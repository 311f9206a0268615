import type { OrderId } from '@ait-iap/protocol';
import type { LedgerQueries } from './ledger-store.js';
import type { OrdersTable } from './schema.js';
import { statement } from './statement.js';

// The share of a batch for unconfirmed ids. The rest of them comes with the next batches.
const UNCONFIRMED_SHARE = 0.1;

/** How due orders are claimed. */
export interface DueClaim {
  readonly now: number;
  readonly limit: number;
  /**
   * How long the claim lasts, in milliseconds since 1970. Then the orders are due again, whatever happened to the
   * claimer.
   */
  readonly leaseUntil: number;
}

/**
 * Takes due orders, the longest overdue first. Two claimers never get the same order, and none waits for rows that
 * another one is taking. Ids that only a user has named come last and are a small part of a batch, so that made-up ids
 * cannot delay refund checks.
 */
export async function claimDueOrders(ledger: LedgerQueries, claim: DueClaim): Promise<OrderId[]> {
  const share = Math.max(1, Math.floor(claim.limit * UNCONFIRMED_SHARE));
  const unconfirmed = await takeDue(ledger, { ...claim, limit: Math.min(share, claim.limit) }, 0);
  const confirmed = await takeDue(ledger, { ...claim, limit: claim.limit - unconfirmed.length }, 1);
  return [...confirmed, ...unconfirmed];
}

async function takeDue(
  ledger: LedgerQueries,
  { now, limit, leaseUntil }: DueClaim,
  confirmed: 0 | 1,
): Promise<OrderId[]> {
  if (limit <= 0) return [];
  const rows = await claim(ledger, { now, limit, leaseUntil, confirmed });
  return rows.map((row) => row.order_id as OrderId);
}

const claim = statement<DueClaim & Pick<OrdersTable, 'confirmed'>, Pick<OrdersTable, 'order_id'>>(
  (sql, value, { skipsLocked }) =>
    // Before the update, where it runs once. Inside the update PostgreSQL may run it again for every row and take more
    // rows than the limit: it plans a nested loop while its statistics still say that the table has one or two rows.
    sql
      .with('due', (inner) =>
        inner
          .selectFrom('ait_iap_orders')
          .select('order_id')
          .where('confirmed', '=', value('confirmed'))
          .where('next_check_at', '<=', value('now'))
          .orderBy('next_check_at')
          .limit(value('limit'))
          .$if(skipsLocked, (query) => query.forUpdate().skipLocked()),
      )
      .updateTable('ait_iap_orders')
      .set({ next_check_at: value('leaseUntil') })
      .where('order_id', 'in', (inner) => inner.selectFrom('due').select('order_id'))
      .returning('order_id'),
);

/** Makes an order due at once, unless nothing can change it any more. */
export async function makeDue(ledger: LedgerQueries, orderId: OrderId, now: number): Promise<void> {
  const query = ledger.sql
    .updateTable('ait_iap_orders')
    .set({ next_check_at: now })
    .where('order_id', '=', orderId)
    .where('delivery', '!=', 'revoked')
    .compile();
  await ledger.query(query);
}

/** Gives back claimed orders that were not checked, so that they do not wait until the lease ends. */
export async function releaseOrders(
  ledger: LedgerQueries,
  orderIds: readonly OrderId[],
  now: number,
): Promise<void> {
  const query = ledger.sql
    .updateTable('ait_iap_orders')
    .set({ next_check_at: now })
    .where('order_id', 'in', orderIds)
    .where('next_check_at', 'is not', null)
    .compile();
  await ledger.query(query);
}
