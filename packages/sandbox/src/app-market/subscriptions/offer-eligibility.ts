import type { CatalogOffer } from '../../world/catalog-product.js';
import { RECORD, subscribedId } from '../../world/record-kind.js';
import type { World } from '../../world/world.js';

/**
 * A trial and the price for new users are for users who never subscribed to the product. The price for returning users
 * is for users who did.
 */
export function isEligible(world: World, userKey: string, sku: string, offer: CatalogOffer): boolean {
  const subscribed = world.store.record(RECORD.subscribed, subscribedId(userKey, sku)) !== undefined;
  return (offer.type === 'RETURNING') === subscribed;
}
