import type { LedgerSession } from './ledger-store.js';

/** How far away a next check can be, by the plan. */
export interface PlanBounds {
  /** The longest time between two questions about an order whose plan has not ended, in milliseconds. */
  readonly longestMs: number;
  /** The age at which the first plan ends, in milliseconds. */
  readonly endsAtAgeMs: number;
  /** The time between two questions after that, in milliseconds. */
  readonly slowMs: number;
}

/**
 * Orders whose next check a wrong clock has written: one further away than the plan allows, or an end of the questions that lies
 * in the future.
 */
export function selectMisplaced(ledger: LedgerSession, now: number, bounds: PlanBounds) {
  const { longestMs, endsAtAgeMs, slowMs } = bounds;
  const tooFar = ledger.sql
    .selectFrom('ait_iap_orders')
    .select('order_id')
    .where('confirmed', 'in', [0, 1])
    .where('next_check_at', '>', now + longestMs)
    .where((eb) =>
      eb.or([eb('next_check_at', '>', now + slowMs), eb('first_seen_at', '>', now - endsAtAgeMs)]),
    );
  const endedTooEarly = ledger.sql
    .selectFrom('ait_iap_orders')
    .select('order_id')
    .where('watch_ended_at', '>', now);
  return tooFar.unionAll(endedTooEarly);
}

/** Makes orders due whose next check a wrong clock has written. Skips rows that others hold: they are being written anyway. */
export async function mendMisplacedChecks(
  ledger: LedgerSession,
  now: number,
  bounds: PlanBounds,
): Promise<void> {
  const misplaced = ledger.sql
    .selectFrom('ait_iap_orders')
    .select('order_id')
    .where('order_id', 'in', selectMisplaced(ledger, now, bounds))
    .$if(ledger.skipsLocked, (query) => query.forUpdate().skipLocked());
  const query = ledger.sql
    .updateTable('ait_iap_orders')
    .set({ next_check_at: now, watch_ended_at: null })
    .where('order_id', 'in', misplaced)
    .compile();
  await ledger.query(query);
}
