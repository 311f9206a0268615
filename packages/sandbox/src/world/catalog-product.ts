import type { KnownRenewalCycle } from '@ait-iap/protocol';

/** A discount or trial of a subscription. */
export type CatalogOffer =
  | { readonly type: 'FREE_TRIAL'; readonly offerId: string; readonly period: string }
  | {
      readonly type: 'NEW_SUBSCRIPTION' | 'RETURNING';
      readonly offerId: string;
      /** ISO 8601 duration such as `P1M`. */
      readonly period: string;
      /** Supply price of each payment while the offer lasts, in KRW. */
      readonly supplyPrice: number;
    };

interface CatalogProductBase {
  readonly sku: string;
  /** At most 30 characters. */
  readonly name: string;
  /** At most 45 characters. */
  readonly description: string;
  /** Supply price (공급가) in KRW; the user pays `salePrice` of it. */
  readonly supplyPrice: number;
  readonly iconUrl: string;
  /**
   * Listed and sold as a mock item: in the sandbox app and in the Toss app. `false`: a product registered in the
   * console, which the real sandbox app does not list (*source*), so it is sold in environment `toss` only.
   */
  readonly mock: boolean;
  /** Switched on in the console. */
  readonly exposed: boolean;
  readonly review: 'DRAFT' | 'IN_REVIEW' | 'APPROVED' | 'REJECTED';
  readonly reviewReason?: string;
  /** Mini-app versions below it do not see the product; absent means all see it. */
  readonly minimumVersion?: string;
  /** Expose as soon as the review approves. */
  readonly exposeOnApproval?: boolean;
  /** Last day (`2026-10-31`, Korea) whose payments cost no fee of Toss; absent without a promotion. */
  readonly promotionUntil?: string;
  /** When it was changed last, epoch milliseconds of the sandbox clock. Written by the world. */
  readonly updatedAt?: number;
}

/** A product as the console keeps it. */
export type CatalogProduct =
  | (CatalogProductBase & { readonly type: 'CONSUMABLE' | 'NON_CONSUMABLE' })
  | (CatalogProductBase & {
      readonly type: 'SUBSCRIPTION';
      readonly renewalCycle: KnownRenewalCycle;
      readonly offers: readonly CatalogOffer[];
    });
