import type { Dice } from '../dice.js';
import { isPaid, type PlatformOrder } from './platform-order.js';

/** The state of a subscription, as its webhook tells it. */
export interface SubscriptionState {
  readonly status: string;
  readonly accessGranted: boolean;
  readonly expiresAt: string;
  readonly autoRenew: boolean;
}

/** A change of a subscription: when it happened, and what is sent about it. */
export interface SubscriptionEvent {
  readonly at: number;
  readonly current: SubscriptionState;
  readonly body: Readonly<Record<string, unknown>>;
}

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

/** What may follow: the reason, and what it makes of the subscription. */
const CHANGES = [
  { reason: 'RENEWED', status: 'ACTIVE', accessGranted: true, autoRenew: true },
  { reason: 'ENTERED_GRACE_PERIOD', status: 'IN_GRACE_PERIOD', accessGranted: true, autoRenew: true },
  { reason: 'ON_HOLD', status: 'ON_HOLD', accessGranted: false, autoRenew: true },
  { reason: 'RECOVERED', status: 'ACTIVE', accessGranted: true, autoRenew: true },
  { reason: 'PAUSED', status: 'PAUSED', accessGranted: false, autoRenew: true },
  { reason: 'AUTO_RENEW_DISABLED', status: 'ACTIVE', accessGranted: true, autoRenew: false },
] as const;

const MOST_CHANGES = 5;

/** Tells how a subscription that was bought goes on: a chain in which each event names the state that it changed. */
export function tellSubscription(order: PlatformOrder, dice: Dice): SubscriptionEvent[] {
  const paidAt = order.moments.find(({ word }) => isPaid(word))?.at;
  if (paidAt === undefined) return [];
  const refundedAt = order.moments.find(({ word }) => word === 'REFUNDED')?.at ?? Number.POSITIVE_INFINITY;
  const events = [event(order, 'CREATED', paidAt, stateOf(CHANGES[0], paidAt + MONTH))];
  let at = paidAt;
  for (let change = dice.between(0, MOST_CHANGES); change > 0; change -= 1) {
    at += dice.spread(1, 20 * HOUR);
    const { reason, ...next } = dice.pick(CHANGES);
    // Time and reason are an event's only name: no two bear the same.
    if (events.some(({ body }) => body.occurredAt === nameOfTime(at) && body.changeReason === reason))
      at += SECOND;
    if (at >= refundedAt) break;
    // No two states are alike, so that the chain has one order.
    const last = Date.parse(events.at(-1)?.current.expiresAt ?? '');
    events.push(event(order, reason, at, stateOf(next, last + DAY), events.at(-1)));
  }
  if (refundedAt === Number.POSITIVE_INFINITY) return events;
  const revoked = stateOf({ status: 'REVOKED', accessGranted: false, autoRenew: false }, refundedAt + MONTH);
  return [...events, event(order, 'REVOKED', refundedAt, revoked, events.at(-1))];
}

function stateOf(
  { status, accessGranted, autoRenew }: Omit<SubscriptionState, 'expiresAt'>,
  expiresAt: number,
): SubscriptionState {
  return { status, accessGranted, autoRenew, expiresAt: new Date(expiresAt).toISOString() };
}

function event(
  { orderId, sku }: PlatformOrder,
  changeReason: string,
  at: number,
  current: SubscriptionState,
  before?: SubscriptionEvent,
): SubscriptionEvent {
  const subscription = before === undefined ? { current } : { previous: before.current, current };
  const body = {
    eventType: 'subscription.status_changed',
    eventVersion: '1.0',
    occurredAt: nameOfTime(at),
    orderId,
    sku,
    changeReason,
    subscription,
  };
  return { at, current, body };
}

/** Whole seconds, so that two changes can bear the same time. */
function nameOfTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
