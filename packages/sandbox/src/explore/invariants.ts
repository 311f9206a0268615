import { formatKrw } from '@ait-iap/protocol';
import type { Order } from '../world/order.js';

/**
 * The one sheet: what has to hold for every order after everything has been given the time to recover.
 *
 * @returns what is broken, in words; undefined if nothing is
 */
export function brokenPromise(orders: readonly Order[], grants: readonly string[]): string | undefined {
  for (const order of orders) {
    const broken = brokenFor(order, grants.filter((orderId) => orderId === order.orderId).length);
    if (broken !== undefined) return broken;
  }
  const stranger = grants.find((orderId) => orders.every((order) => order.orderId !== orderId));
  return stranger === undefined ? undefined : `order ${stranger} is granted, and there is no such order`;
}

function brokenFor({ state, orderId, amount }: Order, grants: number): string | undefined {
  const name = `order ${orderId} (${state})`;
  const price = formatKrw(amount);
  if (state === 'REFUNDED' && grants > 0)
    return `${name}: ${price} was refunded, and ${times(grants)} is left`;
  if (state === 'FAILED' || state === 'ORDER_IN_PROGRESS') {
    return grants > 0 ? `${name}: nothing was paid, and there is ${times(grants)}` : undefined;
  }
  if (state === 'REFUNDED') return undefined;
  if (grants !== 1)
    return `${name}: ${price} was paid and kept, and there is ${times(grants)} instead of one`;
  // The user would be told to ask for a refund of what they have.
  if (state === 'PAYMENT_COMPLETED') return `${name}: it is granted, and still pending after every recovery`;
  return undefined;
}

function times(grants: number): string {
  return grants === 0 ? 'no grant' : grants === 1 ? 'a grant' : `${grants} grants`;
}
