import { HostError } from '../../errors/host-error.js';
import { DUE } from '../../world/due-key.js';
import type { Order } from '../../world/order.js';
import { RECORD } from '../../world/record-kind.js';
import type { World } from '../../world/world.js';
import { payOrder } from './pay-order.js';

/**
 * The app market takes the payment after `delay` milliseconds. It is planned in the world, because the app market needs
 * no app for it: it comes also if the page has gone, the sandbox was restarted, or the world was exported and imported.
 */
export function payLater(world: World, { orderId }: Order, delay: number): void {
  const due = Math.ceil(world.clock.now() + delay);
  world.record({ type: 'RecordChanged', kind: RECORD.latePayment, id: orderId, value: due, due });
  // A clock that stands still wakes nobody for what is due now.
  if (delay <= 0) take(world, orderId);
}

/** Whether the payment of an order is planned and has not come yet. */
export function isPaidLater(world: World, { orderId }: Order): boolean {
  return world.store.record(RECORD.latePayment, orderId) !== undefined;
}

/** Takes the planned payments when they are due. */
export function keepLatePayments(world: World): void {
  world.onDue(DUE.latePayment, (orderId) => take(world, orderId));
}

/** The page has got its error, so an order that can no longer be paid ends in silence. */
function take(world: World, orderId: string): void {
  world.record({ type: 'RecordChanged', kind: RECORD.latePayment, id: orderId, due: null });
  const order = world.store.order(orderId);
  if (order === undefined) return;
  try {
    payOrder(world, order);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
  }
}
