import type { ItemRow } from '../database/story-database.js';
import type { Evidence } from './judge.js';

/** What `entitlements` says wrongly about the orders of all users, by order. */
export async function wrongEntitlements(
  {
    fulfillment,
    platform,
    subscriptions,
    now,
  }: Pick<Evidence<unknown>, 'fulfillment' | 'platform' | 'subscriptions' | 'now'>,
  items: ReadonlyMap<string, readonly ItemRow[]>,
): Promise<Map<string, string>> {
  const wrong = new Map<string, string>();
  for (const [userKey, theirs] of Map.groupBy(platform.orders.values(), (order) => order.userKey)) {
    const entitlements = await fulfillment.entitlements(userKey);
    const owned = new Set<string>(
      entitlements.items.flatMap(({ ownership, orderIds }) => (ownership === 'owned' ? orderIds : [])),
    );
    for (const order of theirs) {
      const has = items.has(order.orderId);
      // That it was not taken back is a verdict of its own.
      const isKept = has && order.wordAt(now) === 'REFUNDED';
      // Of a subscription it is the newest event that says whether it may be used.
      const mayUse = subscriptions.get(order)?.at(-1)?.current.accessGranted ?? true;
      if (isKept || (has && mayUse) === owned.has(order.orderId)) continue;
      const said = entitlements.ownershipOf(order.sku);
      wrong.set(order.orderId, `the entitlements say ${said}, and the product is ${has ? '' : 'not '}there`);
    }
  }
  return wrong;
}
