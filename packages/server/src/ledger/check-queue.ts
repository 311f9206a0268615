import type { LedgerQueries } from './ledger-store.js';
import { countMisplaced, type PlanBounds } from './misplaced-checks.js';

/** The orders that are due. */
export interface CheckQueue {
  readonly due: number;
  /** Since when the oldest one is due. */
  readonly oldestDueAt?: Date;
}

/** Counts the due orders. It reads only indexes, and only the part with due orders. */
export async function readCheckQueue(
  ledger: LedgerQueries,
  now: number,
  bounds: PlanBounds,
): Promise<CheckQueue> {
  const query = ledger.sql
    .selectFrom('ait_iap_orders')
    .select((eb) => [eb.fn.countAll<number>().as('due'), eb.fn.min('next_check_at').as('first')])
    // Both, so that the index on the two columns is used.
    .where('confirmed', 'in', [0, 1])
    .where('next_check_at', '<=', now)
    .compile();
  const [row] = await ledger.query(query);
  const due = Number(row?.due ?? 0);
  return {
    due: due + (await countMisplaced(ledger, now, bounds)),
    ...(due === 0 ? {} : { oldestDueAt: new Date(Number(row?.first)) }),
  };
}

/** The numbers of orders whose callback failed. */
export interface FailingOrders {
  /** Paid, and `onGrant` failed. */
  readonly grants: number;
  /** Refunded, and `onRevoke` failed. */
  readonly revocations: number;
}

/** Counts the orders whose last `onGrant` or `onRevoke` failed, with an index of only these orders. */
export async function countFailing(ledger: LedgerQueries): Promise<FailingOrders> {
  const query = ledger.sql
    .selectFrom('ait_iap_orders')
    .select((eb) => ['payment', eb.fn.countAll<number>().as('orders')])
    // Written out, not bound: otherwise the index of failing orders would not be used.
    .where('failures', '>', (eb) => eb.lit(0))
    .groupBy('payment')
    .compile();
  const rows = await ledger.query(query);
  const countOf = (payment: string) => Number(rows.find((row) => row.payment === payment)?.orders ?? 0);
  return { grants: countOf('paid'), revocations: countOf('refunded') };
}
