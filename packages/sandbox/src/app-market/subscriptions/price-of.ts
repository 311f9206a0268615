import { HostError } from '../../errors/host-error.js';
import type { CatalogOffer, CatalogProduct } from '../../world/catalog-product.js';

/** Finds an offer of a product. @throws HostError `INVALID_PRODUCT_ID` if the product does not have it. */
export function offerOf(product: CatalogProduct, offerId: string | undefined): CatalogOffer | undefined {
  if (offerId === undefined) return undefined;
  const offers = product.type === 'SUBSCRIPTION' ? product.offers : [];
  const offer = offers.find((one) => one.offerId === offerId);
  if (offer === undefined) throw new HostError('INVALID_PRODUCT_ID');
  return offer;
}

/** The supply price of the first payment in KRW. 0 for a free trial. */
export function firstPriceOf(product: CatalogProduct, offerId: string | undefined): number {
  const offer = offerOf(product, offerId);
  if (offer === undefined) return product.supplyPrice;
  return offer.type === 'FREE_TRIAL' ? 0 : offer.supplyPrice;
}
