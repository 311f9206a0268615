import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { PlanBounds } from '../ledger/misplaced-checks.js';
import { type CheckLoad, type CheckPlan, type CheckStanding, nextCheckDelay, stepsOf } from './check-plan.js';
import { paymentOf } from './status-meaning.js';

// Longer than the platform's copies lag behind, and longer than the usual difference between the clocks of two
// machines.
const CONTRARY_APART_MS = 5 * 60_000;

// If two answers are further apart than this, the clock was wrong for one of them.
const CONTRARY_LONGEST_MS = 2 * 86_400_000;

/**
 * How many times an answer that contradicts the known payment has to come before it is believed, if the platform does
 * not date it later. A pause between two answers may only be the difference between two clocks. Of two pauses at least
 * one is real, no matter how wrong a clock is.
 */
const CONTRARY_ANSWERS = 3;

// Used when the next answer confirms neither side.
const CONTRARY_PACE_MS = 60 * 60_000;

/** What is stored about a contradicting answer that is not dated later. `believed` once it came often enough. */
export function noteContrary(
  { paidAgainAt, paidAgainHeard }: Pick<LedgerOrder, 'paidAgainAt' | 'paidAgainHeard'>,
  now: number,
): Pick<LedgerOrder, 'paidAgainAt' | 'paidAgainHeard'> | 'believed' {
  const apart = paidAgainAt === undefined ? Infinity : now - paidAgainAt.getTime();
  if (Math.abs(apart) < CONTRARY_APART_MS) return { paidAgainAt, paidAgainHeard };
  const inOrder = apart > 0 && apart <= CONTRARY_LONGEST_MS;
  const heard = inOrder ? paidAgainHeard + 1 : 1;
  return heard >= CONTRARY_ANSWERS ? 'believed' : { paidAgainAt: new Date(now), paidAgainHeard: heard };
}

/** How long a FAILED order may still become paid, in milliseconds since the order was first seen. */
export const FAILED_WINDOW_MS = 10 * 60_000;

/** How often to check an order whose status and delivery disagree after its plan has ended, in milliseconds. */
export const SLOW_PACE_MS = 7 * 86_400_000;

const FIRST_GRANT_PAUSE_MS = 5_000;
const FIRST_REVOKE_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 60 * 60_000;

/**
 * The longest time until a next check in this plan, in milliseconds. A next check that is further away was written by a
 * wrong clock.
 */
export function planBounds(plan: CheckPlan): PlanBounds {
  const { unconfirmed, ...confirmed } = stepsOf(plan);
  const ends = Object.values(confirmed).map((steps) => steps.at(-1)?.untilAgeMs ?? 0);
  const paces = [unconfirmed, ...Object.values(confirmed)].flat().map(({ everyMs }) => everyMs);
  return {
    longestMs: Math.max(LONGEST_PAUSE_MS, ...paces),
    endsAtAgeMs: Math.min(...ends),
    slowMs: Math.max(SLOW_PACE_MS, ...paces),
  };
}

/** When an order is checked next, and when its checks ended. */
export type NextCheck = Pick<LedgerOrder, 'nextCheckAt' | 'watchEndedAt'>;

/**
 * Plans the next check of an order from everything that is known about it. The checks end only for an old order whose
 * status and delivery agree.
 */
export function planNextCheck(plan: CheckPlan, order: LedgerOrder, now: number, load?: CheckLoad): NextCheck {
  const delay = delayOf(plan, order, now, load);
  return delay === undefined
    ? { nextCheckAt: undefined, watchEndedAt: new Date(now) }
    : { nextCheckAt: new Date(now + delay), watchEndedAt: undefined };
}

/**
 * Plans the next check if the platform has not said anything about the order. Silence never ends the checks: an outage, or a wrong
 * certificate, can last longer than the plan of an order that nobody has confirmed yet.
 */
export function planAfterSilence(
  plan: CheckPlan,
  order: LedgerOrder,
  now: number,
  load?: CheckLoad,
): NextCheck {
  const planned = planNextCheck(plan, order, now, load);
  if (planned.nextCheckAt !== undefined) return planned;
  const pace = stepsOf(plan)[standingOf(order, now)].at(-1)?.everyMs ?? SLOW_PACE_MS;
  return { nextCheckAt: new Date(now + pace), watchEndedAt: undefined };
}

/** Whether the platform's status and our delivery disagree. */
export function disagrees(order: LedgerOrder): boolean {
  const { delivery, status, payment } = order;
  if (isKeptBack(order)) return false;
  const paid = status !== undefined && paymentOf(status) === 'paid';
  switch (delivery) {
    case 'granted':
    case 'delivering':
      return !paid || payment === 'refunded';
    case 'revoked':
    case 'revoking':
      return status !== 'REFUNDED' || payment === 'paid';
    case 'none':
      return paid || payment === 'paid';
  }
}

/** Whether a person has decided that the user does not have the product. Only a person can change that. */
export function isKeptBack({ delivery, byHand }: LedgerOrder): boolean {
  return byHand === 'revoked' && (delivery === 'none' || delivery === 'revoked');
}

function delayOf(
  plan: CheckPlan,
  order: LedgerOrder,
  now: number,
  load: CheckLoad | undefined,
): number | undefined {
  const disagreeing = disagrees(order);
  if (order.failures > 0 && disagreeing) return failurePause(order);
  if (order.paidAgainAt !== undefined) {
    const left = order.paidAgainAt.getTime() + CONTRARY_APART_MS - now;
    return left > 0 && left <= CONTRARY_APART_MS ? left : CONTRARY_PACE_MS;
  }
  const standing = standingOf(order, now);
  // An order that ended with a refund is checked from that time on, because the app market may take the refund back.
  const since = Math.max(
    order.firstSeenAt.getTime(),
    standing === 'final' ? (order.revokedAt?.getTime() ?? 0) : 0,
  );
  const delay = nextCheckDelay(plan, { ageMs: Math.max(0, now - since), standing, load });
  if (delay === undefined) return disagreeing ? SLOW_PACE_MS : undefined;
  // Limited even for a long queue, because a check that is further away would count as due.
  return load === undefined ? delay : Math.min(delay, planBounds(plan).longestMs);
}

/** The pause after a failed callback. It doubles each time. */
function failurePause({ failures, payment }: LedgerOrder): number {
  const first = payment === 'refunded' ? FIRST_REVOKE_PAUSE_MS : FIRST_GRANT_PAUSE_MS;
  return Math.min(first * 2 ** Math.min(failures - 1, 20), LONGEST_PAUSE_MS);
}

function standingOf(order: LedgerOrder, now: number): CheckStanding {
  const { confirmed, delivery, payment, status } = order;
  if (!confirmed) return 'unconfirmed';
  if (isKeptBack(order)) return 'final';
  if (delivery === 'granted' || delivery === 'delivering') {
    return payment === 'refunded' ? 'open' : 'granted';
  }
  if (payment === 'paid' || (status !== undefined && paymentOf(status) === 'paid')) return 'open';
  if (delivery !== 'none' || payment === 'refunded' || status === 'MINIAPP_MISMATCH') return 'final';
  return status === 'FAILED' && now - order.firstSeenAt.getTime() >= FAILED_WINDOW_MS ? 'final' : 'open';
}
