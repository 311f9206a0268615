import { HostError } from '../../errors/host-error.js';
import { isPending, type Order } from '../../world/order.js';
import type { World } from '../../world/world.js';

/** The mini-app's answer to `purchased`. */
export interface PageAnswer {
  readonly userKey: string;
  readonly orderId: string;
  /** Only `true` confirms. A `Response`, `1` or `undefined` is a refusal. */
  readonly isProductGranted: unknown;
}

/**
 * `processProductGrant`. A second answer for the same order changes nothing. `true` can never be taken back.
 *
 * @throws HostError `PRODUCT_NOT_GRANTED_BY_PARTNER` if the answer was `true` but too late, after a `false`, or after a
 * refund, so that the order is not granted. A paid order then stays pending, and only `completeProductGrant` closes it.
 * What the real app does with a late answer is not documented; with this reading nothing is lost. `INTERNAL_ERROR` if
 * the user has no such order.
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
 * `completeProductGrant`: returns whether the order is granted now. Also true if it was granted before. False for an
 * order that is unknown, of another user, unpaid, or refunded.
 */
export function completeGrant(world: World, userKey: string, orderId: string): boolean {
  const order = orderOf(world, userKey, orderId);
  if (order === undefined) return false;
  if (isPending(order)) world.record({ type: 'OrderGranted', orderId, by: 'completeProductGrant' });
  return world.store.order(orderId)?.state === 'PURCHASED';
}

/** The order, if it belongs to this user. */
export function orderOf(world: World, userKey: string, orderId: string): Order | undefined {
  const order = world.store.order(orderId);
  return order?.userKey === userKey ? order : undefined;
}
