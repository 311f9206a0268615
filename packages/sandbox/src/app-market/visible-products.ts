import {
  compareAppVersions,
  formatKrw,
  type IapProductListItem,
  type SubscriptionOffer,
  salePrice,
} from '@ait-iap/protocol';
import { currentVersion } from '../partner-console/mini-app-versions.js';
import type { CatalogOffer, CatalogProduct } from '../world/catalog-product.js';
import type { Device } from '../world/device.js';
import type { World } from '../world/world.js';
import { isEligible } from './subscriptions/offer-eligibility.js';

/** Whether the store sells the product on this device: approved, exposed, and for this mini-app version. */
export function isSoldOn(world: World, product: CatalogProduct, device: Device): boolean {
  if (!product.exposed || product.review !== 'APPROVED') return false;
  // The sandbox app lists mock items and not the registered ones (source).
  if (device.environment === 'sandbox' && !product.mock) return false;
  const { minimumVersion } = product;
  const version = device.miniAppVersion ?? currentVersion(world);
  if (minimumVersion === undefined || version === undefined) return true;
  return (compareAppVersions(version, minimumVersion) ?? -1) >= 0;
}

/** A product as `getProductItemList` tells it; offers are those that the user can still take. */
export function toListItem(world: World, product: CatalogProduct, userKey: string): IapProductListItem {
  const base = {
    sku: product.sku,
    displayName: product.name,
    displayAmount: formatKrw(salePrice(product.supplyPrice)),
    iconUrl: product.iconUrl,
    description: product.description,
  };
  if (product.type !== 'SUBSCRIPTION') return { type: product.type, ...base };
  const offers = product.offers
    .filter((offer) => isEligible(world, userKey, product.sku, offer))
    .map(toOffer);
  const { renewalCycle } = product;
  return { type: product.type, ...base, renewalCycle, ...(offers.length > 0 && { offers }) };
}

function toOffer(offer: CatalogOffer): SubscriptionOffer {
  const { type, offerId, period } = offer;
  if (type === 'FREE_TRIAL') return { type, offerId, period };
  return { type, offerId, period, displayAmount: formatKrw(salePrice(offer.supplyPrice)) };
}
