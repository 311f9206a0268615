import { HISTORY_PAGE_SIZE } from '@ait-iap/protocol';
import { koreanTime } from '../../clock/korean-time.js';
import type { Order } from '../../world/order.js';
import type { World } from '../../world/world.js';

/** One order in the answer of `getPendingOrders`. */
export interface PendingOrderItem {
  readonly orderId: string;
  readonly sku: string;
  /** Korean time without a time zone. */
  readonly paymentCompletedDate: string;
}

/** One order in the answer of `getCompletedOrRefundedOrders`. */
export interface HistoryItem {
  readonly orderId: string;
  readonly sku: string;
  readonly status: 'COMPLETED' | 'REFUNDED';
  /** The date of the order, or of its refund, in Korean time without a time zone. */
  readonly date: string;
}

/** One page of the history. */
export interface HistoryPage {
  readonly hasNext: boolean;
  /** Absent on the last page. */
  readonly nextKey?: string;
  readonly orders: readonly HistoryItem[];
}

/** A pending order as a page sees it. */
export function toPendingItem(order: Order): PendingOrderItem {
  const { orderId, sku, paidAt = order.stateAt } = order;
  return { orderId, sku, paymentCompletedDate: koreanTime(paidAt) };
}

/**
 * A page of at most 50 orders, the newest order first. A key stays valid while orders are added or refunded, so all
 * pages together show every order once.
 */
export function historyPage(world: World, userKey: string, key: string | null | undefined): HistoryPage {
  const before = key === null || key === undefined ? undefined : readKey(key);
  if (before === null) return { hasNext: false, orders: [] };
  const found = world.store.finishedOrders(userKey, before, HISTORY_PAGE_SIZE + 1);
  const page = found.slice(0, HISTORY_PAGE_SIZE);
  const last = page.at(-1);
  const hasNext = found.length > page.length && last !== undefined;
  return { hasNext, ...(hasNext && { nextKey: writeKey(last.number) }), orders: page.map(toHistoryItem) };
}

function toHistoryItem(order: Order): HistoryItem {
  const { orderId, sku } = order;
  if (order.state === 'REFUNDED')
    return { orderId, sku, status: 'REFUNDED', date: koreanTime(order.stateAt) };
  return { orderId, sku, status: 'COMPLETED', date: koreanTime(order.paidAt ?? order.openedAt) };
}

function writeKey(number: number): string {
  return `before-${number}`;
}

/** Null for a key that this world never returned. */
function readKey(key: string): number | null {
  const digits = /^before-(\d{1,15})$/.exec(key)?.[1];
  return digits === undefined ? null : Number(digits);
}
