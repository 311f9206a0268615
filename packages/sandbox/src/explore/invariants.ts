import { formatKrw } from '@ait-iap/protocol';
import type { Charge } from '../world/charge.js';
import type { Order } from '../world/order.js';

/** The end state of a story. */
export interface Remains {
  readonly orders: readonly Order[];
  /** The payments that the app market took, recorded by Toss or not. */
  readonly charges: readonly Charge[];
  /** How many times the user tapped "buy". */
  readonly taps: number;
  /** The order ids of all grants on the partner's disk. */
  readonly grants: readonly string[];
}

/**
 * The promises that have to hold after everything had time to recover. They count charges, because an order that Toss
 * calls FAILED may have cost money: at most one charge for one tap, and each charge is granted or refunded.
 *
 * @returns the broken promise as text; undefined if none is broken
 */
export function brokenPromise({ orders, charges, taps, grants }: Remains): string | undefined {
  if (charges.length > taps)
    return `the user tapped ${times(taps, 'time')} and paid ${times(charges.length, 'time')}`;
  for (const order of orders) {
    const charge = charges.find(({ orderId }) => orderId === order.orderId);
    const broken = brokenFor(order, charge, grants.filter((orderId) => orderId === order.orderId).length);
    if (broken !== undefined) return broken;
  }
  const stranger = grants.find((orderId) => orders.every((order) => order.orderId !== orderId));
  return stranger === undefined ? undefined : `order ${stranger} is granted, and there is no such order`;
}

function brokenFor(order: Order, charge: Charge | undefined, grants: number): string | undefined {
  const { state, orderId, amount } = order;
  const name = `order ${orderId} (${state})`;
  const price = formatKrw(amount);
  if (charge === undefined)
    return grants > 0 ? `${name}: nothing was paid, and there is ${counted(grants)}` : undefined;
  if (charge.refundedAt !== undefined)
    return grants > 0 ? `${name}: ${price} was refunded, and ${counted(grants)} is left` : undefined;
  if (grants !== 1)
    return `${name}: ${price} was paid and kept, and there is ${counted(grants)} instead of one`;
  // The user would be told to ask for a refund of a product that they have.
  if (state === 'PAYMENT_COMPLETED') return `${name}: it is granted, and still pending after every recovery`;
  return undefined;
}

function counted(grants: number): string {
  return grants === 0 ? 'no grant' : grants === 1 ? 'a grant' : `${grants} grants`;
}

function times(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
