import { HostError } from '../../errors/host-error.js';
import type { Order } from '../../world/order.js';
import type { World } from '../../world/world.js';
import type { NewWorldEvent } from '../../world/world-event.js';
import { startSubscription } from '../subscriptions/start-subscription.js';
import { assertNotHeld } from './open-order.js';

/**
 * The app market has taken the payment and verified the receipt. The order is now pending, and the mini-app has thirty
 * seconds. With the legacy function it is purchased at once, because no grant will be confirmed.
 *
 * @throws HostError `ITEM_ALREADY_OWNED` if the same product was bought on another device while the sheet was open;
 * then the order is FAILED and nothing is paid. `INTERNAL_ERROR` if the order is no longer in progress.
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

/** @throws HostError like {@link payOrder} */
export function assertPayable(world: World, order: Order): void {
  if (!isOpen(world.store.order(order.orderId))) throw new HostError('INTERNAL_ERROR');
  try {
    assertNotHeld(world, order.userKey, { sku: order.sku, type: order.kind });
  } catch (error) {
    failOrder(world, order, 'ITEM_ALREADY_OWNED');
    throw error;
  }
}

/** Whether nothing is decided yet. An order with a lost payment may be in progress for Toss, but it is paid. */
function isOpen(order: Order | undefined): boolean {
  return order?.state === 'ORDER_IN_PROGRESS' && order.paidAt === undefined;
}

/** Ends an unpaid order. One that is no longer in progress does not change. */
export function failOrder(world: World, order: Pick<Order, 'orderId'>, reason: string): void {
  const { orderId } = order;
  if (isOpen(world.store.order(orderId))) world.record({ type: 'OrderFailed', orderId, reason });
}
