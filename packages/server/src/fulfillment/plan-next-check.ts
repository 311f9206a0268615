import { isSettled } from '@ait-iap/protocol';
import { type CheckLoad, type CheckPlan, nextCheckDelay } from '../reconciliation/check-plan.js';

/** An order as it will be written. */
export interface CheckedOrder {
  readonly claimed: boolean;
  readonly granted: boolean;
  readonly status: string | null;
  readonly firstSeenAt: number;
}

/** The instant of the next question about an order, in milliseconds since 1970; null if nothing can change any more. */
export function planNextCheck(
  plan: CheckPlan,
  order: CheckedOrder,
  now: number,
  load?: CheckLoad,
): number | null {
  if (order.status !== null && isSettled(order.status)) return null;
  const standing = standingOf(order);
  const delay = nextCheckDelay(plan, { ageMs: Math.max(0, now - order.firstSeenAt), standing, load });
  return delay === undefined ? null : now + delay;
}

/** An order is unconfirmed while the platform has said nothing about it, or that there is none: its id may be made up. */
function standingOf({ granted, claimed, status }: CheckedOrder): keyof CheckPlan {
  if (granted) return 'granted';
  return claimed || (status !== null && status !== 'NOT_FOUND') ? 'unsettled' : 'unconfirmed';
}
