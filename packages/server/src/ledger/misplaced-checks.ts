import type { LedgerQueries } from './ledger-store.js';
import type { OrdersTable } from './schema.js';
import { statement } from './statement.js';

/** How far away the plan allows a next check to be. */
export interface PlanBounds {
  /** The longest time between two questions about an order whose plan has not ended, in milliseconds. */
  readonly longestMs: number;
  /** The age at which the first plan ends, in milliseconds. */
  readonly endsAtAgeMs: number;
  /** The time between two questions after that, in milliseconds. */
  readonly slowMs: number;
}

/** Counts the orders whose next check was written by a wrong clock. */
export async function countMisplaced(
  ledger: LedgerQueries,
  now: number,
  bounds: PlanBounds,
): Promise<number> {
  if (!(await mayBeMisplaced(ledger, now, bounds))) return 0;
  const query = ledger.sql
    .selectFrom(selectMisplaced(ledger, now, bounds).as('misplaced'))
    .select((eb) => eb.fn.countAll<number>().as('orders'))
    .compile();
  const [row] = await ledger.query(query);
  return Number(row?.orders ?? 0);
}

/** Reads the far ends of two indexes, which costs almost nothing. Usually there is nothing to correct. */
async function mayBeMisplaced(
  ledger: LedgerQueries,
  now: number,
  { longestMs }: PlanBounds,
): Promise<boolean> {
  const checks = [
    ...(await furthestCheck(ledger, { confirmed: 1 })),
    ...(await furthestCheck(ledger, { confirmed: 0 })),
  ];
  if (checks.some(({ at }) => Number(at) > now + longestMs)) return true;
  return (await lastEnd(ledger, {})).some(({ at }) => Number(at) > now);
}

// A reconciler without work asks these once a second.
const furthestCheck = statement<Pick<OrdersTable, 'confirmed'>, { at: number | null }>((sql, value) =>
  sql
    .selectFrom('ait_iap_orders')
    .select('next_check_at as at')
    .where('confirmed', '=', value('confirmed'))
    .where('next_check_at', 'is not', null)
    .orderBy('next_check_at', 'desc')
    .limit(1),
);

const lastEnd = statement<Record<never, never>, { at: number | null }>((sql) =>
  sql
    .selectFrom('ait_iap_orders')
    .select('watch_ended_at as at')
    .where('watch_ended_at', 'is not', null)
    .orderBy('watch_ended_at', 'desc')
    .limit(1),
);

/** A next check that is further away than the plan allows, or an end of the checks that lies in the future. */
function selectMisplaced(ledger: LedgerQueries, now: number, bounds: PlanBounds) {
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

/** Makes orders due whose next check was written by a wrong clock. Skips locked rows: they are being written anyway. */
export async function mendMisplacedChecks(
  ledger: LedgerQueries,
  now: number,
  bounds: PlanBounds,
): Promise<void> {
  if (!(await mayBeMisplaced(ledger, now, bounds))) return;
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
