import { formatKrw } from '@ait-iap/protocol';
import { koreanTime } from '../clock/korean-time.js';
import type { FaultBook } from '../faults/fault-book.js';
import type { Order } from '../world/order.js';
import type { World } from '../world/world.js';
import type { WorldEvent } from '../world/world-event.js';

/** How many orders and events are shown: as many as a person can read at once. */
const LATEST = 20;

/** Describes the world in text, for a person who reads a failed test. */
export function dumpWorld(world: World, faults: FaultBook): string {
  const { store, clock } = world;
  const { now, rate } = clock.state();
  const orders = store.orders({ limit: LATEST });
  const events = [...store.events(Math.max(0, store.lastSeq() - LATEST))];
  return [
    `sandbox, seed ${JSON.stringify(world.seed)}, ${koreanTime(now)} in Korea, clock ${rate === 0 ? 'frozen' : `x${rate}`}`,
    `products: ${
      world
        .products()
        .map(({ sku }) => sku)
        .join(', ') || 'none'
    }`,
    `faults: ${
      faults
        .list()
        .map(({ id, name }) => `${name} (${id})`)
        .join(', ') || 'none'
    }`,
    `orders: ${store.orderCount()}${store.orderCount() > LATEST ? `, the last ${LATEST}` : ''}`,
    ...orders.map((order) => `  ${describeOrder(order)}`),
    `events: ${store.lastSeq()}${store.lastSeq() > LATEST ? `, the last ${LATEST}` : ''}`,
    ...events.map((event) => `  ${describeEvent(event)}`),
  ].join('\n');
}

function describeOrder(order: Order): string {
  const parts = [
    `#${order.number} ${order.orderId}`,
    order.state,
    order.grantWindow === undefined ? '' : `grant ${order.grantWindow}`,
    order.subscription === undefined ? '' : `subscription ${order.subscription.status}`,
    order.refund === undefined ? '' : `refund ${order.refund.state}`,
    describeUnrecorded(order),
    `user ${order.userKey}, ${order.sku}, ${formatKrw(order.amount)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** A payment that no list of the Toss app shows. */
function describeUnrecorded({ recorded, refundedAt }: Order): string {
  if (recorded !== false) return '';
  return refundedAt === undefined ? 'paid, not recorded by Toss' : 'paid, not recorded by Toss, refunded';
}

function describeEvent({ seq, at, type, ...data }: WorldEvent): string {
  const details = Object.entries(data).map(([key, value]) => `${key}=${shorten(value)}`);
  return `${seq} ${koreanTime(at)} ${type} ${details.join(' ')}`;
}

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
