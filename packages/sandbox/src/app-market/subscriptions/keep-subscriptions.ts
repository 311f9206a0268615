import { addPeriod } from '../../clock/period.js';
import { DUE } from '../../world/due-key.js';
import type { World } from '../../world/world.js';
import { changeSubscription, PLANNED_PAUSE, renew, subscriptionOf } from './change-subscription.js';
import { GRACE_PERIOD, HOLD_PERIOD } from './start-subscription.js';

/** The record kind of users whose card is declined at renewals: the user key, and `declined`. */
export const PAYMENT_METHOD = 'payment-method';

/** Updates subscriptions as the clock moves: they renew, pause, enter grace and hold, and expire. */
export function keepSubscriptions(world: World): void {
  world.onDue(DUE.subscription, (orderId, at) => nextStep(world, orderId, at));
}

function nextStep(world: World, orderId: string, at: number): void {
  const { status } = subscriptionOf(world, orderId);
  if (status === 'ACTIVE') endPeriod(world, orderId, at);
  else if (status === 'IN_GRACE_PERIOD') hold(world, orderId, at);
  else if (status === 'PAUSED') resume(world, orderId, at);
  else expire(world, orderId);
}

function endPeriod(world: World, orderId: string, at: number): void {
  const { autoRenew } = subscriptionOf(world, orderId);
  const pausedUntil = world.store.record(PLANNED_PAUSE, orderId) as number | undefined;
  if (pausedUntil !== undefined && autoRenew) {
    world.record({ type: 'RecordChanged', kind: PLANNED_PAUSE, id: orderId });
    changeSubscription(world, orderId, 'PAUSED', { status: 'PAUSED', pausedUntil });
  } else if (!autoRenew) {
    expire(world, orderId);
  } else if (isDeclined(world, orderId)) {
    const gracePeriodExpiresAt = addPeriod(at, GRACE_PERIOD);
    changeSubscription(world, orderId, 'ENTERED_GRACE_PERIOD', {
      status: 'IN_GRACE_PERIOD',
      gracePeriodExpiresAt,
    });
  } else {
    renew(world, orderId, 'RENEWED', at);
  }
}

function hold(world: World, orderId: string, at: number): void {
  const store = world.store.order(orderId)?.store ?? 'GOOGLE_PLAY';
  changeSubscription(world, orderId, 'ON_HOLD', {
    status: 'ON_HOLD',
    holdEndsAt: addPeriod(at, HOLD_PERIOD[store]),
    gracePeriodExpiresAt: undefined,
  });
}

function resume(world: World, orderId: string, at: number): void {
  if (isDeclined(world, orderId)) hold(world, orderId, at);
  else renew(world, orderId, 'RECOVERED', at);
}

function expire(world: World, orderId: string): void {
  changeSubscription(world, orderId, 'EXPIRED', {
    status: 'EXPIRED',
    autoRenew: false,
    holdEndsAt: undefined,
  });
}

function isDeclined(world: World, orderId: string): boolean {
  const userKey = world.store.order(orderId)?.userKey;
  return userKey !== undefined && world.store.record(PAYMENT_METHOD, userKey) === 'declined';
}

/**
 * Sets whether the user's card works. With `declined` renewals fail: grace, then hold, then the end. With `works` the
 * app market charges again at once, and waiting subscriptions recover.
 */
export function setPaymentMethod(world: World, userKey: string, state: 'works' | 'declined'): void {
  world.record({
    type: 'RecordChanged',
    kind: PAYMENT_METHOD,
    id: userKey,
    ...(state === 'declined' && { value: state }),
  });
  if (state === 'declined') return;
  for (const order of world.store.orders({ userKey, limit: Number.MAX_SAFE_INTEGER })) {
    const status = order.subscription?.status;
    // Grace is not free: the new period starts at the end of the paid one.
    if (status === 'IN_GRACE_PERIOD')
      renew(world, order.orderId, 'RECOVERED', order.subscription?.expiresAt ?? 0);
    if (status === 'ON_HOLD') renew(world, order.orderId, 'RECOVERED', world.clock.now());
  }
}
