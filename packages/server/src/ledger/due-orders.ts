import type { OrderId } from '@ait-iap/protocol';
import type { LedgerSession } from './ledger-store.js';

/** How due orders are claimed. */
export interface DueClaim {
  readonly now: number;
  readonly limit: number;
  /** Until when the claim holds: then the orders are due again, whatever became of the claimer. */
  readonly leaseUntil: number;
}

/** Orders that are due and wait. */
export interface CheckQueue {
  readonly due: number;
  /** Since when the oldest one is due. */
  readonly oldestDueAt?: Date;
}

/**
 * Takes due orders, the longest overdue first. Two claimers never get the same one; nobody waits for rows that another one is
 * taking.
 */
export async function claimDueOrders(
  ledger: LedgerSession,
  { now, limit, leaseUntil }: DueClaim,
): Promise<OrderId[]> {
  const due = ledger.sql
    .selectFrom('ait_iap_orders')
    .select('order_id')
    .where('next_check_at', '<=', now)
    .orderBy('next_check_at')
    .limit(limit)
    .$if(ledger.skipsLocked, (query) => query.forUpdate().skipLocked());
  const query = ledger.sql
    .updateTable('ait_iap_orders')
    .set({ next_check_at: leaseUntil })
    .where('order_id', 'in', due)
    .returning('order_id')
    .compile();
  return (await ledger.query(query)).map((row) => row.order_id as OrderId);
}

/** Reads how much is due: by the index alone, and only as far as orders are due. */
export async function readCheckQueue(ledger: LedgerSession, now: number): Promise<CheckQueue> {
  const query = ledger.sql
    .selectFrom('ait_iap_orders')
    .select((eb) => [eb.fn.countAll<number>().as('due'), eb.fn.min('next_check_at').as('first')])
    .where('next_check_at', '<=', now)
    .compile();
  const [row] = await ledger.query(query);
  const due = Number(row?.due ?? 0);
  return { due, ...(due === 0 ? {} : { oldestDueAt: new Date(Number(row?.first)) }) };
}

/** Orders whose callback has failed, by what it was to do. */
export interface FailingOrders {
  /** Paid, and `onGrant` failed. */
  readonly grants: number;
  /** Refunded, and `onRevoke` failed. */
  readonly revocations: number;
}

/** Counts the orders whose last `onGrant` or `onRevoke` failed: by an index of these alone. */
export async function countFailing(ledger: LedgerSession): Promise<FailingOrders> {
  const query = ledger.sql
    .selectFrom('ait_iap_orders')
    .select((eb) => ['payment', eb.fn.countAll<number>().as('orders')])
    .where('failures', '>', 0)
    .groupBy('payment')
    .compile();
  const rows = await ledger.query(query);
  const countOf = (payment: string) => Number(rows.find((row) => row.payment === payment)?.orders ?? 0);
  return { grants: countOf('paid'), revocations: countOf('refunded') };
}

/** Makes an order due at once, unless nothing can change it any more. */
export async function makeDue(ledger: LedgerSession, orderId: OrderId, now: number): Promise<void> {
  const query = ledger.sql
    .updateTable('ait_iap_orders')
    .set({ next_check_at: now })
    .where('order_id', '=', orderId)
    .where('delivery', '!=', 'revoked')
    .compile();
  await ledger.query(query);
}

/** Gives claimed orders back that were not looked at, so that nobody has to wait for the end of the lease. */
export async function releaseOrders(
  ledger: LedgerSession,
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
