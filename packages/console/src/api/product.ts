import type { KnownProductType } from '@ait-iap/protocol';

/** A product as the control API tells it. */
export interface Product {
  readonly sku: string;
  readonly type: KnownProductType;
  readonly name: string;
  readonly description: string;
  readonly supplyPrice: number;
  readonly salePrice?: number;
  readonly iconUrl: string;
  /** Sold in the sandbox app, too. */
  readonly mock: boolean;
  readonly exposed: boolean;
  readonly review: ReviewState;
  readonly reviewReason?: string;
  readonly minimumVersion?: string;
  readonly exposeOnApproval?: boolean;
  readonly renewalCycle?: string;
  readonly updatedAt?: number;
}

/** Where a review can stand. */
export const REVIEW_STATES = ['IN_REVIEW', 'APPROVED', 'REJECTED', 'DRAFT'] as const;

/** One of {@link REVIEW_STATES}. */
export type ReviewState = (typeof REVIEW_STATES)[number];
