import { HostError } from '../host/host-error.js';
import { startSubscription } from '../subscriptions/start-subscription.js';
import type { Order } from '../world/order.js';
import type { World } from '../world/world.js';
import type { NewWorldEvent } from '../world/world-event.js';
import { assertNotHeld } from './open-order.js';

/**
 * The store took the money and verified the receipt. From here on the order is pending, and the mini-app has thirty
 * seconds. Through the legacy function it is purchased at once, since nobody will confirm a grant.
 *
 * @throws HostError `ITEM_ALREADY_OWNED`, the order then being FAILED and nothing paid, if the same product was bought
 * on another device while the sheet was open. `INTERNAL_ERROR` if the order is not in progress any more.
 */
export function payOrder(world: World, order: Order, options: { readonly legacy?: boolean } = {}): Order {
  const { orderId } = order;
  if (world.store.order(orderId)?.state !== 'ORDER_IN_PROGRESS') throw new HostError('INTERNAL_ERROR');
  try {
    assertNotHeld(world, order.userKey, { sku: order.sku, type: order.kind });
  } catch (error) {
    failOrder(world, order, 'ITEM_ALREADY_OWNED');
    throw error;
  }
  const events: NewWorldEvent[] = [{ type: 'OrderPaid', orderId }];
  if (order.kind === 'SUBSCRIPTION') events.push(startSubscription(world, order));
  if (options.legacy) events.push({ type: 'OrderGranted', orderId, by: 'legacy' });
  world.record(...events);
  return world.store.order(orderId) as Order;
}

/** Ends an order before it is paid; one that is not in progress any more stays as it is. */
export function failOrder(world: World, order: Pick<Order, 'orderId'>, reason: string): void {
  const { orderId } = order;
  if (world.store.order(orderId)?.state === 'ORDER_IN_PROGRESS')
    world.record({ type: 'OrderFailed', orderId, reason });
}
