import type { HistoryOrderWire, ProductType } from '@ait-iap/protocol';
import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';
import { unlessAborted } from '../clock/unless-aborted.js';
import { askSubscriptionInfo } from './ask-subscription-info.js';
import { listProducts } from './list-products.js';
import { type Subscription, toSubscription } from './subscription.js';
import { walkOrders } from './walk-orders.js';

/** A lasting product that this user has bought. */
export interface OwnedProduct {
  /** The product. */
  readonly sku: string;
  /** The order by which it was bought. */
  readonly orderId: string;
  /** The kind of product. `undefined` if it is no longer on the list. */
  readonly type: ProductType | undefined;
  /**
   * - owned: completed and not refunded; a subscription is also usable now
   * - unknown: the Toss app cannot tell now, or uses an unknown word. It never means "not owned": do not lock out a
   *   user who paid
   */
  readonly access: 'owned' | 'unknown';
  /** The state of a subscription, if the Toss app told it. */
  readonly subscription?: Subscription;
}

/**
 * Finds what the user owns, from the platform's own history without refunded orders, to restore purchases on a new
 * device. It does not contain consumables: only a ledger knows what was used up.
 *
 * @throws IapError if the products or the history cannot be read; the signal's reason on abort
 */
export async function listOwnedProducts(session: HostSession, signal?: AbortSignal): Promise<OwnedProduct[]> {
  const list = await unlessAborted(() => listProducts(session), signal);
  const types = new Map(list?.products.map(({ sku, type }) => [sku, type]));
  const owned: OwnedProduct[] = [];
  for (const { sku, orderId, status } of await keptOrders(session, signal)) {
    const type = types.get(sku) ?? undefined;
    if (type === 'CONSUMABLE') continue;
    const isCompleted = status === 'COMPLETED';
    if (isCompleted && type === 'NON_CONSUMABLE') owned.push({ sku, orderId, type, access: 'owned' });
    else if (isCompleted && type === 'SUBSCRIPTION') {
      owned.push(...(await unlessAborted(() => liveSubscription(session, sku, orderId), signal)));
    } else owned.push({ sku, orderId, type, access: 'unknown' });
  }
  return owned;
}

/**
 * The orders that are not refunded. One order may be listed more than once. Then a refunded entry counts most, and an
 * unknown status second.
 */
async function keptOrders(
  session: HostSession,
  signal: AbortSignal | undefined,
): Promise<HistoryOrderWire[]> {
  const kept = new Map<string, HistoryOrderWire>();
  const refunded = new Set<string>();
  for await (const order of walkOrders(session, signal)) {
    if (order.status === 'REFUNDED') refunded.add(order.orderId);
    else if (order.status !== 'COMPLETED' || !kept.has(order.orderId)) kept.set(order.orderId, order);
  }
  return [...kept.values()].filter(({ orderId }) => !refunded.has(orderId));
}

async function liveSubscription(session: HostSession, sku: string, orderId: string): Promise<OwnedProduct[]> {
  const product = { sku, orderId, type: 'SUBSCRIPTION' } as const;
  try {
    const answer = isSupportedBy(session, 'getSubscriptionInfo')
      ? await askSubscriptionInfo(session, orderId)
      : undefined;
    const subscription = toSubscription(orderId, answer ?? {});
    if (subscription.isAccessible === 'unknown') return [{ ...product, access: 'unknown' }];
    return subscription.isAccessible ? [{ ...product, access: 'owned', subscription }] : [];
  } catch {
    return [{ ...product, access: 'unknown' }];
  }
}
