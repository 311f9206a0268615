import type { Fulfillment } from '../../../src/fulfillment/fulfillment.js';
import type { ItemRow } from '../database/story-database.js';
import type { PlatformOrder } from '../platform/platform-order.js';

/** What `entitlements` says wrongly about the orders of all users, by order. */
export async function wrongEntitlements(
  fulfillment: Fulfillment,
  orders: Iterable<PlatformOrder>,
  items: ReadonlyMap<string, readonly ItemRow[]>,
): Promise<Map<string, string>> {
  const wrong = new Map<string, string>();
  for (const [userKey, theirs] of Map.groupBy(orders, (order) => order.userKey)) {
    const entitlements = await fulfillment.entitlements(userKey);
    const owned = new Set<string>(
      entitlements.items.flatMap(({ ownership, orderIds }) => (ownership === 'owned' ? orderIds : [])),
    );
    for (const { orderId, sku } of theirs) {
      const has = items.get(orderId) !== undefined;
      if (has !== owned.has(orderId)) {
        wrong.set(
          orderId,
          `the entitlements say ${entitlements.ownershipOf(sku)}, and the product is ${has ? '' : 'not '}there`,
        );
      }
    }
  }
  return wrong;
}
