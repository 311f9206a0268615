import type { Order } from '@ait-iap/sandbox';
import type { Intent } from '../shoppers/intent.js';
import type { Evidence } from './evidence.js';

/** The beginning of a verdict that only a page can mend, because only a page can tell the Toss app. */
export const NEVER_TOLD = 'granted, but never confirmed to the Toss app';

/** Compares what was charged with what was handed over, in every order. Gives every disagreement in words. */
export function judge(evidence: Evidence, intents: readonly Intent[]): string[] {
  const { orders, journal, items, changes } = evidence;
  const known = new Map(orders.map((order) => [order.orderId, order]));
  const did = grouped(journal.map(({ order_id, did }) => [order_id, did]));
  const holders = grouped(items.map(({ order_id, user_key }) => [order_id, user_key]));
  const strangers = [...new Set([...did.keys(), ...holders.keys()])].filter((id) => !known.has(id));
  return [
    ...orders.flatMap((order) => brokenFor(order, did.get(order.orderId), holders.get(order.orderId))),
    ...strangers.map((id) => `granted without an order: ${id}`),
    ...soldTwice(orders),
    ...intents.flatMap((intent) => brokenTo(intent, known)),
    ...toldTwice(changes),
    ...brokenInvariants(evidence),
  ];
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** Charged and kept: exactly one grant, and the Toss app knows it. Refunded: taken back once. Never paid: never granted. */
function brokenFor(order: Order, journal: readonly string[] = [], holders: readonly string[] = []): string[] {
  const { orderId, state, userKey, paidAt, refundedAt } = order;
  const did = journal.join(', ');
  const story = `order ${orderId} is ${state}; done: [${did}]; for: [${holders}]`;
  if (paidAt === undefined) return did === '' ? [] : [`never paid: ${story}`];
  if (holders.some((holder) => holder !== userKey))
    return [`paid by ${userKey}, granted to another user: ${story}`];
  if (refundedAt !== undefined) return ['', 'granted, revoked'].includes(did) ? [] : [`refunded: ${story}`];
  if (did !== 'granted') return [`paid and kept: ${story}`];
  return state === 'PURCHASED' ? [] : [`${NEVER_TOLD}: ${story}`];
}

/** A non-consumable is paid for once, as long as it is not refunded. */
function soldTwice(orders: readonly Order[]): string[] {
  const kept = new Set<string>();
  return orders.flatMap(({ kind, userKey, sku, paidAt, refundedAt, orderId }) => {
    if (kind !== 'NON_CONSUMABLE' || paidAt === undefined || refundedAt !== undefined) return [];
    const key = `${userKey} ${sku}`;
    if (kept.has(key)) return [`a non-consumable was paid twice: ${orderId}`];
    kept.add(key);
    return [];
  });
}

/** Each tap ends once, and its ending is true. There is one charge at most, however often the user tapped. */
function brokenTo({ number, endings, orderIds, taps }: Intent, known: ReadonlyMap<string, Order>): string[] {
  const paid = orderIds.filter((orderId) => known.get(orderId)?.paidAt !== undefined);
  const broken: string[] = [];
  if (endings.length > taps) broken.push(`ended ${endings.length} times for ${taps} taps`);
  if (paid.length > 1) broken.push(`was charged ${paid.length} times for ${taps} taps`);
  for (const { status, charged, code, orderId = '' } of endings) {
    if (charged !== undefined && !['no', 'yes', 'unknown'].includes(charged)) broken.push(charged);
    if (status === 'granted' && known.get(orderId)?.paidAt === undefined)
      broken.push(`got granted, but order ${orderId} was never paid`);
    // Of two taps, the one that opened no sheet says the truth about itself.
    if (charged === 'no' && taps === 1 && paid.length > 0)
      broken.push(`was told ${status} (${code}), not charged, but order ${paid[0]} was paid`);
  }
  return broken.map((text) => `intent ${number}: ${text}`);
}

/** One event of a subscription is told to the application once. */
function toldTwice(changes: Evidence['changes']): string[] {
  const seen = new Set<string>();
  return changes.flatMap(({ order_id, change }) => {
    const key = `${order_id}: ${change}`;
    if (seen.has(key)) return [`reported twice for order ${key}`];
    seen.add(key);
    return [];
  });
}

function brokenInvariants({ invariants }: Evidence): string[] {
  if (invariants === undefined) return ['the ledger could not be read'];
  return invariants
    .filter(({ broken }) => broken > 0)
    .map(
      ({ name, broken, examples }) => `${broken} rows break the invariant ${name}: ${examples.join(', ')}`,
    );
}
