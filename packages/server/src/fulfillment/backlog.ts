import { countFailing, readCheckQueue } from '../ledger/check-queue.js';
import { claimDueOrders, releaseOrders } from '../ledger/due-orders.js';
import { mendMisplacedChecks } from '../ledger/misplaced-checks.js';
import { countOutbox } from '../ledger/outbox.js';
import { fulfillmentOptions } from '../options/fulfillment-options.js';
import type { StopReason } from '../telemetry/stop-reason.js';
import type { TakeRequest } from './due-work.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { planBounds } from './plan-next-check.js';
import { readOrderId } from './read-input.js';

/** The work that is waiting. */
export interface Backlog {
  /** Orders that are due for a check. Orders that a worker has taken do not count. */
  readonly due: number;
  /** How long the oldest of them has been due, in milliseconds. 0 if nothing is due. */
  readonly lagMs: number;
  /** Requests to other systems that are not confirmed yet (`externalGrant`). */
  readonly undelivered: number;
  /** Paid orders whose last `onGrant` failed. They are tried again, after growing pauses. */
  readonly grantsFailing: number;
  /**
   * Refunded orders whose last `onRevoke` failed, so the user still has the product. They are tried again, after
   * growing pauses.
   */
  readonly revocationsFailing: number;
  /** Why reconciliation has stopped on this machine. Missing while it works. */
  readonly stopped?: StopReason;
}

/** Reads the waiting work. See `Fulfillment.backlog`. */
export async function readBacklog<Tx>({
  store,
  clock,
  alarm,
  checkPlan,
}: FulfillmentContext<Tx>): Promise<Backlog> {
  const now = clock.now();
  const [queue, undelivered, failing] = await store.read((ledger) =>
    Promise.all([
      readCheckQueue(ledger, now, planBounds(checkPlan)),
      countOutbox(ledger),
      countFailing(ledger),
    ]),
  );
  return {
    due: queue.due,
    lagMs: queue.oldestDueAt === undefined ? 0 : now - queue.oldestDueAt.getTime(),
    undelivered,
    grantsFailing: failing.grants,
    revocationsFailing: failing.revocations,
    ...(alarm.reason === undefined ? {} : { stopped: alarm.reason }),
  };
}

const LIMIT = { min: 0, max: 1_000_000 };
const LEASE_MS = { min: 1, max: 24 * 3_600_000 };

/** Takes due orders. See `DueWork.take`. */
export async function takeDue<Tx>(
  { store, clock, checkPlan, unconfirmed }: FulfillmentContext<Tx>,
  request: TakeRequest,
): Promise<string[]> {
  const limit = fulfillmentOptions.requiredWholeNumber(
    'limit',
    request.limit,
    LIMIT,
    'Pass the largest number of orders to take.',
  );
  const lease = 'Pass how long the work on them may take, in milliseconds.';
  const leaseMs = fulfillmentOptions.requiredWholeNumber('leaseMs', request.leaseMs, LEASE_MS, lease);
  const now = clock.now();
  return store.transaction(async (ledger) => {
    await mendMisplacedChecks(ledger, now, planBounds(checkPlan));
    await unconfirmed.forgetOld(ledger, now);
    return claimDueOrders(ledger, { now, limit, leaseUntil: now + leaseMs });
  });
}

/** Gives taken orders back. See `DueWork.giveBack`. */
export async function giveBack<Tx>(
  { store, clock }: FulfillmentContext<Tx>,
  orderIds: readonly string[],
): Promise<void> {
  if (orderIds.length === 0) return;
  const ids = orderIds.map(readOrderId);
  await store.transaction((ledger) => releaseOrders(ledger, ids, clock.now()));
}
