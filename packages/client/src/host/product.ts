import type { OfferType, OfferWire, ProductListItemWire, ProductType, RenewalCycle } from '@ait-iap/protocol';

/** A product that can be bought. */
export interface Product {
  /** The id to buy it by. */
  readonly sku: string;
  /** `undefined` in old app versions, which leave it out. An unknown word is kept. */
  readonly type: ProductType | undefined;
  /** The name to show, as it is registered in the console. */
  readonly displayName: string;
  /** The price to show, such as `1,000원`. Show it unchanged: it is the amount that will be charged. */
  readonly displayAmount: string;
  /** The address of its picture. Empty if it has none. */
  readonly iconUrl: string;
  /** The description to show, as it is registered in the console. */
  readonly description: string;
  /** Of a subscription. */
  readonly renewalCycle: RenewalCycle | undefined;
  /** The offers of a subscription. Empty if it has none. */
  readonly offers: readonly Offer[];
  /** Fields that this package does not know, as they came. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** An offer of a subscription: a price or a trial for some. */
export interface Offer {
  /** The id to buy it by. */
  readonly offerId: string;
  /** An unknown word is kept. */
  readonly type: OfferType;
  /** How long it lasts, in the platform's own format, such as `P1M`. */
  readonly period: string;
  /** The price to show. `undefined` for a free trial. */
  readonly displayAmount: string | undefined;
  /** Fields that this package does not know, as they came. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** Makes a product from an element of the list. */
export function toProduct(wire: ProductListItemWire): Product {
  const { sku, type, displayName, displayAmount, iconUrl, description, renewalCycle, offers, ...extra } =
    wire;
  return {
    sku,
    type: type ?? undefined,
    displayName,
    displayAmount,
    iconUrl,
    description,
    renewalCycle: renewalCycle ?? undefined,
    offers: (offers ?? []).map(toOffer),
    extra,
  };
}

function toOffer({ offerId, type, period, displayAmount, ...extra }: OfferWire): Offer {
  return { offerId, type, period, displayAmount: displayAmount ?? undefined, extra };
}
