import * as z from 'zod/mini';
import type { KnownFields } from '../known-fields.js';
import { minLength } from '../text/length-checks.js';
import { type OfferWire, offerSchema, type SubscriptionOffer } from './offer.js';
import type { KnownProductType, KnownRenewalCycle, ProductType, RenewalCycle } from './product-type.js';

const productTypeSchema: z.ZodMiniType<ProductType, ProductType> = z.string();
const renewalCycleSchema: z.ZodMiniType<RenewalCycle, RenewalCycle> = z.string();

/**
 * One product of the list as it arrives from the Toss app (observed in the official SDK 2.10.8).
 *
 * This is the form of a well-formed item. `@ait-iap/client` repairs an odd item or leaves it out, so that the rest of the
 * list can still be shown. Old app versions leave `type` out. Such an item passes and stays without a type, because nothing
 * in it says whether it is consumable. A missing `iconUrl` or `description` becomes the empty string.
 */
export const productListItemSchema = z.looseObject({
  type: z.nullish(productTypeSchema),
  sku: z.string().check(minLength(1)),
  displayName: z.string(),
  /** The price to show, such as `1,000원`. Show it as it is: it is what will be charged. */
  displayAmount: z.string(),
  iconUrl: z._default(z.string(), ''),
  description: z._default(z.string(), ''),
  renewalCycle: z.nullish(renewalCycleSchema),
  offers: z.nullish(z.array(offerSchema)),
});

/** The answer of `iapGetProductItemList`. */
export const productItemListSchema = z.looseObject({ products: z.array(productListItemSchema) });

/**
 * One product as it arrives: wider than {@link IapProductListItem}, which is assignable to it.
 *
 * `type` may be missing, or a new word. The official types do not say so.
 */
export type ProductListItemWire = Omit<KnownFields<z.infer<typeof productListItemSchema>>, 'offers'> & {
  offers?: OfferWire[] | null | undefined;
};

/** The product list as it arrives. */
export interface ProductItemListWire {
  /** The products. */
  products: ProductListItemWire[];
}

// Types and not interfaces from here on: only a type alias is assignable to what has an index signature.

/** What the three kinds of product of the official types have in common. */
export type BasicProductListItem = {
  /** The id of the product. */
  sku: string;
  /** The name from the console. */
  displayName: string;
  /** The price with its currency, such as `1,000원`. */
  displayAmount: string;
  /** The address of the product's picture. */
  iconUrl: string;
  /** The description from the console. */
  description: string;
};

/** A product that is used up and may be bought again. */
export type ConsumableProductListItem = BasicProductListItem & {
  type: Extract<KnownProductType, 'CONSUMABLE'>;
};

/** A product that is bought once and kept for ever. */
export type NonConsumableProductListItem = BasicProductListItem & {
  type: Extract<KnownProductType, 'NON_CONSUMABLE'>;
};

/** A product that renews itself. */
export type SubscriptionProductListItem = BasicProductListItem & {
  type: Extract<KnownProductType, 'SUBSCRIPTION'>;
  renewalCycle: KnownRenewalCycle;
  offers?: SubscriptionOffer[];
};

/**
 * One product in the form of the official SDK's types, assignable to its `IapProductListItem` and back.
 *
 * This is what a host makes and what a drop-in function promises; what arrives is {@link ProductListItemWire}.
 */
export type IapProductListItem =
  | ConsumableProductListItem
  | NonConsumableProductListItem
  | SubscriptionProductListItem;
