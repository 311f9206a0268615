import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { PlanBounds } from '../ledger/misplaced-checks.js';
import { type CheckLoad, type CheckPlan, type CheckStanding, nextCheckDelay, stepsOf } from './check-plan.js';
import { paymentOf } from './status-meaning.js';

// Longer than a copy of the platform's lags behind, and than clocks of machines are usually apart.
const CONTRARY_APART_MS = 5 * 60_000;

// Further apart than this, one of the two answers was timed by a clock that was wrong.
const CONTRARY_LONGEST_MS = 2 * 86_400_000;

/**
 * How often the contrary of what is known of the money has to be heard, where the platform does not date it later. One pause between
 * two answers may be that between two clocks; of two pauses one is real, however wrong a clock is.
 */
const CONTRARY_ANSWERS = 3;

// When the next answer was neither of the two that could decide it.
const CONTRARY_PACE_MS = 60 * 60_000;

/** What is kept of a contrary answer that is not dated later; `believed` once it has been heard often enough. */
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

/** For how long FAILED may yet become paid, in milliseconds since the order was first seen. */
export const FAILED_WINDOW_MS = 10 * 60_000;

/** How often an order is asked about whose status and delivery disagree, when the plan has ended. */
export const SLOW_PACE_MS = 7 * 86_400_000;

const FIRST_GRANT_PAUSE_MS = 5_000;
const FIRST_REVOKE_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 60 * 60_000;

/** How far away a next check can be by this plan: what is further away was written by a wrong clock. */
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

/** When an order is asked about again, and when that ended. */
export type NextCheck = Pick<LedgerOrder, 'nextCheckAt' | 'watchEndedAt'>;

/**
 * Plans the next question about an order, from all that is known of it. It ends only for an order that is old and whose status
 * and delivery agree.
 */
export function planNextCheck(plan: CheckPlan, order: LedgerOrder, now: number, load?: CheckLoad): NextCheck {
  const delay = delayOf(plan, order, now, load);
  return delay === undefined
    ? { nextCheckAt: undefined, watchEndedAt: new Date(now) }
    : { nextCheckAt: new Date(now + delay), watchEndedAt: undefined };
}

/** Whether what the platform says and what was done for the order are two things. */
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

/** Whether a person has decided that the product is not with the user: only a person changes that. */
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
  // What a refund has ended is watched from then on: a store may take the refund back.
  const since = Math.max(
    order.firstSeenAt.getTime(),
    standing === 'final' ? (order.revokedAt?.getTime() ?? 0) : 0,
  );
  const delay = nextCheckDelay(plan, { ageMs: Math.max(0, now - since), standing, load });
  if (delay === undefined) return disagreeing ? SLOW_PACE_MS : undefined;
  // However long the queue is: what is further away would count as due.
  return load === undefined ? delay : Math.min(delay, planBounds(plan).longestMs);
}

/** The pause after a callback that failed: doubled each time. */
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
