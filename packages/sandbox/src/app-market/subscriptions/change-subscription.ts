import type { KnownChangeReason } from '@ait-iap/protocol';
import { type DurationInput, toMilliseconds } from '../../clock/duration.js';
import { addPeriod, cyclePeriod } from '../../clock/period.js';
import { SubscriptionStateError } from '../../errors/subscription-state-error.js';
import type { Subscription } from '../../world/subscription.js';
import type { World } from '../../world/world.js';

/** Fields that a change sets. `undefined` removes a field. */
export type SubscriptionPatch = { readonly [Key in keyof Subscription]?: Subscription[Key] | undefined };

/** The subscription of an order. @throws SubscriptionStateError if the order has none. */
export function subscriptionOf(world: World, orderId: string): Subscription {
  const subscription = world.store.order(orderId)?.subscription;
  if (subscription === undefined) throw new SubscriptionStateError(orderId, 'none');
  return subscription;
}

/** Writes one change, as a webhook would tell it. */
export function changeSubscription(
  world: World,
  orderId: string,
  changeReason: KnownChangeReason,
  patch: SubscriptionPatch,
): void {
  const previous = subscriptionOf(world, orderId);
  const fields = Object.entries({ ...previous, ...patch }).filter(([, value]) => value !== undefined);
  const current = Object.fromEntries(fields) as unknown as Subscription;
  world.record({ type: 'SubscriptionChanged', orderId, changeReason, previous, current });
}

/** Charges for the next period, which starts at `from`. */
export function renew(world: World, orderId: string, reason: 'RENEWED' | 'RECOVERED', from: number): void {
  const { renewalCycle, expiresAt, payments, ...before } = subscriptionOf(world, orderId);
  // The app market counts from the first payment after a trial, a hold or a pause.
  const anchor = payments > 0 && from === expiresAt ? before.anchor : from;
  changeSubscription(world, orderId, reason, {
    status: 'ACTIVE',
    expiresAt: addPeriod(from, cyclePeriod(renewalCycle), anchor),
    anchor,
    payments: payments + 1,
    gracePeriodExpiresAt: undefined,
    holdEndsAt: undefined,
    pausedUntil: undefined,
  });
}

/**
 * Switches automatic renewal on or off as the user. Switching it on again is `RESTARTED` on Google Play and
 * `AUTO_RENEW_ENABLED` on the App Store.
 *
 * @throws SubscriptionStateError if the subscription has ended.
 */
export function setAutoRenew(world: World, orderId: string, autoRenew: boolean): void {
  const subscription = subscriptionOf(world, orderId);
  if (hasEnded(subscription)) throw new SubscriptionStateError(orderId, subscription.status);
  if (subscription.autoRenew === autoRenew) return;
  const onGoogle = world.store.order(orderId)?.store === 'GOOGLE_PLAY';
  const reason = !autoRenew ? 'AUTO_RENEW_DISABLED' : onGoogle ? 'RESTARTED' : 'AUTO_RENEW_ENABLED';
  changeSubscription(world, orderId, reason, { autoRenew });
}

/**
 * Pauses the subscription from the end of the paid period, which only Google Play offers.
 * @throws SubscriptionStateError on the App Store, or if the subscription is not active.
 */
export function pauseSubscription(world: World, orderId: string, duration: DurationInput): void {
  const subscription = subscriptionOf(world, orderId);
  const onGoogle = world.store.order(orderId)?.store === 'GOOGLE_PLAY';
  if (!onGoogle || subscription.status !== 'ACTIVE')
    throw new SubscriptionStateError(orderId, subscription.status);
  const pausedUntil = subscription.expiresAt + toMilliseconds(duration);
  world.record({
    type: 'RecordChanged',
    kind: PLANNED_PAUSE,
    id: orderId,
    value: pausedUntil,
  });
}

/** The record kind of pauses that start at the end of the paid period: the order id, and the end of the pause. */
export const PLANNED_PAUSE = 'planned-pause';

/** Extends the paid period as the app market. @throws SubscriptionStateError if the subscription is not active. */
export function extendSubscription(world: World, orderId: string, duration: DurationInput): void {
  const subscription = subscriptionOf(world, orderId);
  if (subscription.status !== 'ACTIVE') throw new SubscriptionStateError(orderId, subscription.status);
  const expiresAt = subscription.expiresAt + toMilliseconds(duration);
  changeSubscription(world, orderId, 'EXTENDED', { expiresAt, anchor: expiresAt });
}

/** Whether it has ended. */
export function hasEnded(subscription: Subscription): boolean {
  return subscription.status === 'EXPIRED' || subscription.status === 'REVOKED';
}

/** Whether the user may use it now. */
export function isAccessible(subscription: Subscription): boolean {
  return subscription.status === 'ACTIVE' || subscription.status === 'IN_GRACE_PERIOD';
}
