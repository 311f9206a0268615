import {
  compareAppVersions,
  formatKrw,
  type IapProductListItem,
  type SubscriptionOffer,
  salePrice,
} from '@ait-iap/protocol';
import { liveVersion } from '../partner-console/mini-app-versions.js';
import type { CatalogOffer, CatalogProduct } from '../world/catalog-product.js';
import type { Device } from '../world/device.js';
import type { World } from '../world/world.js';
import { isEligible } from './subscriptions/offer-eligibility.js';

/** Whether the app market sells the product on this device: approved, exposed, and for this mini-app version. */
export function isSoldOn(world: World, product: CatalogProduct, device: Device): boolean {
  return whyNotSoldOn(world, product, device) === undefined;
}

/** Why the app market does not sell the product on this device, for developers. `undefined` if it does. */
export function whyNotSoldOn(world: World, product: CatalogProduct, device: Device): string | undefined {
  if (product.review !== 'APPROVED') return `its review is ${product.review}`;
  if (!product.exposed) return 'it is not exposed (노출)';
  // The sandbox app lists mock items and not registered products (source).
  if (device.environment === 'sandbox' && !product.mock) {
    return "the sandbox app sells mock items only: use environment 'toss'";
  }
  if (device.environment === 'toss' && product.mock && !sellsMockItems(world)) {
    return "mock items are sold in the sandbox app only: use environment 'sandbox', or the setting mockItems";
  }
  const { minimumVersion } = product;
  const version = device.miniAppVersion ?? liveVersion(world)?.version;
  if (minimumVersion === undefined || version === undefined) return undefined;
  if ((compareAppVersions(version, minimumVersion) ?? -1) >= 0) return undefined;
  return `the mini-app is ${version}, and it is sold from ${minimumVersion} on`;
}

/** Whether the Toss app lists mock items besides the partner's own products. */
function sellsMockItems(world: World): boolean {
  const { mockItems } = world.settings();
  if (mockItems !== 'until-registered') return mockItems === 'toss';
  return !world.products().some(({ mock, review }) => !mock && review === 'APPROVED');
}

/** A product in the answer of `getProductItemList`, with the offers that the user can still use. */
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
