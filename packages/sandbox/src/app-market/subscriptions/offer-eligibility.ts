import type { CatalogOffer } from '../../world/catalog-product.js';
import { RECORD, subscribedId } from '../../world/record-kind.js';
import type { World } from '../../world/world.js';

/** A trial and a newcomer's price are for who never subscribed to the product, a returner's price for who did. */
export function isEligible(world: World, userKey: string, sku: string, offer: CatalogOffer): boolean {
  const subscribed = world.store.record(RECORD.subscribed, subscribedId(userKey, sku)) !== undefined;
  return (offer.type === 'RETURNING') === subscribed;
}
