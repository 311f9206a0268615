import type { Order } from '@ait-iap/sandbox';
import type { Tap } from './tap.js';
import type { Town } from './town.js';

/**
 * The one sheet of promises: what is broken of them, in words. It looks at what was charged and not only at what Toss calls
 * paid: one tap, at most one charge; each charge is delivered or refunded.
 */
export function brokenPromises(town: Town): string[] {
  const orders = town.orders();
  return [
    ...town.complaints,
    ...orders.flatMap((order) => brokenFor(town, order)),
    ...strangers(town, orders),
    ...soldTwice(orders),
    ...town.taps.flatMap((tap) => brokenTo(tap, orders)),
  ];
}

/** Charged and kept: exactly one grant, and the Toss app knows it. Refunded: no grant left. Never paid: never granted. */
function brokenFor({ tables }: Town, order: Order): string[] {
  const { orderId, number, state, userKey, paidAt, refundedAt } = order;
  const journal = tables.journal(orderId).join(', ');
  const holders = tables.holders(orderId).join(', ');
  const story = `order ${number} is ${state}; done: [${journal}]; holders: [${holders}]`;
  if (paidAt === undefined) return journal === '' ? [] : [`never paid: ${story}`];
  if (refundedAt !== undefined) {
    const right = holders === '' && ['', 'granted, revoked'].includes(journal);
    return right ? [] : [`refunded: ${story}`];
  }
  if (journal !== 'granted' || holders !== userKey) return [`paid by ${userKey} and kept: ${story}`];
  return state === 'PURCHASED' ? [] : [`granted, but never confirmed to the Toss app: ${story}`];
}

/** Grants of orders that the platform has never seen. */
function strangers({ tables }: Town, orders: readonly Order[]): string[] {
  const known = new Set(orders.map(({ orderId }) => orderId));
  return tables
    .orderIds()
    .flatMap((id) => (known.has(String(id)) ? [] : [`granted without an order: ${id}`]));
}

/** A non-consumable is paid for once, as long as it is not refunded. */
function soldTwice(orders: readonly Order[]): string[] {
  const kept = new Map<string, Order>();
  return orders.flatMap((order) => {
    if (order.kind !== 'NON_CONSUMABLE' || order.paidAt === undefined || order.refundedAt !== undefined)
      return [];
    const key = `${order.userKey} ${order.sku}`;
    const other = kept.get(key);
    kept.set(key, order);
    return other === undefined
      ? []
      : [`a non-consumable was paid twice: ${other.number} and ${order.number}`];
  });
}

/** Each tap ends once, and its ending is true. */
function brokenTo(tap: Tap, orders: readonly Order[]): string[] {
  const { number, endings, orderIds } = tap;
  const broken: string[] = [];
  const say = (text: string) => broken.push(`tap ${number}: ${text}`);
  if (endings.length > 1)
    say(`ended ${endings.length} times: ${endings.map(({ status }) => status).join(', ')}`);
  if (orderIds.length > 1) say(`opened ${orderIds.length} orders`);
  const paid = orders.filter((order) => orderIds.includes(order.orderId) && order.paidAt !== undefined);
  if (paid.length > 1) say(`was charged ${paid.length} times`);
  for (const { status, charged, code, inLedger } of endings) {
    if (status === 'granted' && !inLedger) say('got granted, but the ledger does not hold it');
    if (charged !== undefined && !['no', 'yes', 'unknown'].includes(charged)) say(charged);
    if (charged === 'no' && paid.length > 0)
      say(`was told ${status} (${code}), not charged, but order ${paid[0]?.number} was paid`);
  }
  return broken;
}
