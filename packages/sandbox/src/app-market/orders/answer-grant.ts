import { HostError } from '../../errors/host-error.js';
import { isPending, type Order } from '../../world/order.js';
import type { World } from '../../world/world.js';

/** The mini-app's answer to `purchased`. */
export interface PageAnswer {
  readonly userKey: string;
  readonly orderId: string;
  /** Nothing but `true` confirms: a `Response`, `1` or `undefined` is a refusal. */
  readonly isProductGranted: unknown;
}

/**
 * `processProductGrant`. A second answer to the same order changes nothing; `true` can never be taken back.
 *
 * @throws HostError `PRODUCT_NOT_GRANTED_BY_PARTNER` if the answer was `true` and the order is not granted: it came too
 * late, or after a `false`, or after a refund. An order that is still paid stays pending, and only
 * `completeProductGrant` closes it. What the real app does with a late answer is not documented; this is the reading
 * that loses nothing. `INTERNAL_ERROR` if the user has no such order.
 */
export function answerGrant(world: World, { userKey, orderId, isProductGranted }: PageAnswer): void {
  const order = orderOf(world, userKey, orderId);
  if (order === undefined)
    throw new HostError('INTERNAL_ERROR', 'Failed to answer the grant: no such order.');
  const granted = isProductGranted === true;
  if (isPending(order) && order.grantWindow === 'open') {
    world.record(
      granted
        ? { type: 'OrderGranted', orderId, by: 'processProductGrant' }
        : { type: 'GrantRefused', orderId },
    );
  }
  if (granted && world.store.order(orderId)?.state !== 'PURCHASED') {
    throw new HostError('PRODUCT_NOT_GRANTED_BY_PARTNER');
  }
}

/**
 * `completeProductGrant`: whether the order is granted now. True also for one that was granted before; false for one
 * that is unknown, of another user, not paid, or refunded.
 */
export function completeGrant(world: World, userKey: string, orderId: string): boolean {
  const order = orderOf(world, userKey, orderId);
  if (order === undefined) return false;
  if (isPending(order)) world.record({ type: 'OrderGranted', orderId, by: 'completeProductGrant' });
  return world.store.order(orderId)?.state === 'PURCHASED';
}

/** The order, if it is this user's. */
export function orderOf(world: World, userKey: string, orderId: string): Order | undefined {
  const order = world.store.order(orderId);
  return order?.userKey === userKey ? order : undefined;
}
