import type { KnownRenewalCycle } from '@ait-iap/protocol';

/** An offer of a subscription. */
export type CatalogOffer =
  | { readonly type: 'FREE_TRIAL'; readonly offerId: string; readonly period: string }
  | {
      readonly type: 'NEW_SUBSCRIPTION' | 'RETURNING';
      readonly offerId: string;
      /** An ISO 8601 duration such as `P1M`. */
      readonly period: string;
      /** The supply price of each payment during the offer, in KRW. */
      readonly supplyPrice: number;
    };

/** The fields that every product of the catalogue has. */
interface CatalogProductBase {
  /** The id of the product, which a purchase names. Each sku is in the catalogue once. */
  readonly sku: string;
  /** At most 30 characters. */
  readonly name: string;
  /** At most 45 characters. */
  readonly description: string;
  /** The supply price (공급가) in KRW. The user pays its `salePrice`. */
  readonly supplyPrice: number;
  /** The picture that product lists and the order sheet show: an address or a `data:` URL. */
  readonly iconUrl: string;
  /**
   * `true`: a mock item, sold in the sandbox app and in the Toss app. `false`: a product registered in the console. The
   * real sandbox app does not list it (*source*), so it is sold only in environment `toss`.
   */
  readonly mock: boolean;
  /** Switched on in the console. */
  readonly exposed: boolean;
  /** Where the product is in its review. Only an approved product can be sold. */
  readonly review: 'DRAFT' | 'IN_REVIEW' | 'APPROVED' | 'REJECTED';
  /** Why the review rejected it. Missing unless `review` is 'REJECTED'. */
  readonly reviewReason?: string;
  /** Mini-app versions below it do not see the product. Absent: all versions see it. */
  readonly minimumVersion?: string;
  /** Expose as soon as the review approves. */
  readonly exposeOnApproval?: boolean;
  /** The last day in Korea (`2026-10-31`) on which payments cost no Toss fee. Absent without a promotion. */
  readonly promotionUntil?: string;
  /** When it was last changed, in epoch milliseconds of the sandbox clock. Written by the world. */
  readonly updatedAt?: number;
}

/** A product of the console. */
export type CatalogProduct =
  | (CatalogProductBase & { readonly type: 'CONSUMABLE' | 'NON_CONSUMABLE' })
  | (CatalogProductBase & {
      readonly type: 'SUBSCRIPTION';
      readonly renewalCycle: KnownRenewalCycle;
      readonly offers: readonly CatalogOffer[];
    });
