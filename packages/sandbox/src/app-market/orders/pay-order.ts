import { HostError } from '../../errors/host-error.js';
import type { Order } from '../../world/order.js';
import type { World } from '../../world/world.js';
import type { NewWorldEvent } from '../../world/world-event.js';
import { startSubscription } from '../subscriptions/start-subscription.js';
import { assertNotHeld } from './open-order.js';

/**
 * The store took the money and verified the receipt. From here on the order is pending, and the mini-app has thirty
 * seconds. Through the legacy function it is purchased at once, since nobody will confirm a grant.
 *
 * @throws HostError `ITEM_ALREADY_OWNED`, the order then being FAILED and nothing paid, if the same product was bought
 * on another device while the sheet was open. `INTERNAL_ERROR` if the order is not in progress any more.
 */
export function payOrder(world: World, order: Order, options: { readonly legacy?: boolean } = {}): Order {
  assertPayable(world, order);
  const { orderId } = order;
  const events: NewWorldEvent[] = [{ type: 'OrderPaid', orderId }];
  if (order.kind === 'SUBSCRIPTION') events.push(startSubscription(world, order));
  if (options.legacy) events.push({ type: 'OrderGranted', orderId, by: 'legacy' });
  world.record(...events);
  return world.store.order(orderId) as Order;
}

/** @throws HostError as {@link payOrder} does. */
export function assertPayable(world: World, order: Order): void {
  if (!isOpen(world.store.order(order.orderId))) throw new HostError('INTERNAL_ERROR');
  try {
    assertNotHeld(world, order.userKey, { sku: order.sku, type: order.kind });
  } catch (error) {
    failOrder(world, order, 'ITEM_ALREADY_OWNED');
    throw error;
  }
}

/** Nothing is decided yet. An order whose payment Toss has lost may be in progress for Toss, and is paid. */
function isOpen(order: Order | undefined): boolean {
  return order?.state === 'ORDER_IN_PROGRESS' && order.paidAt === undefined;
}

/** Ends an order before it is paid; one that is not in progress any more stays as it is. */
export function failOrder(world: World, order: Pick<Order, 'orderId'>, reason: string): void {
  const { orderId } = order;
  if (isOpen(world.store.order(orderId))) world.record({ type: 'OrderFailed', orderId, reason });
}
