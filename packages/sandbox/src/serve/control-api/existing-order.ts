import type { Order } from '../../world/order.js';
import type { WorldStore } from '../../world/world-store.js';
import { ControlError } from './control-error.js';

/** @throws ControlError `ORDER_NOT_FOUND` */
export function existingOrder(store: WorldStore, orderId: string): Order {
  const order = store.order(orderId);
  if (order) return order;
  const message = 'Failed to find the order: there is none with this id.';
  throw new ControlError(404, 'ORDER_NOT_FOUND', message, 'orderId');
}
