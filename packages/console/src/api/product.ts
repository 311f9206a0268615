import type { KnownProductType } from '@ait-iap/protocol';

/** A product in the control API. */
export interface Product {
  readonly sku: string;
  readonly type: KnownProductType;
  readonly name: string;
  readonly description: string;
  readonly supplyPrice: number;
  readonly salePrice?: number;
  readonly iconUrl: string;
  /** Whether it is also sold in the sandbox app. */
  readonly mock: boolean;
  readonly exposed: boolean;
  readonly review: ReviewState;
  readonly reviewReason?: string;
  readonly minimumVersion?: string;
  readonly exposeOnApproval?: boolean;
  readonly renewalCycle?: string;
  readonly updatedAt?: number;
}

/** The states of a review. */
export const REVIEW_STATES = ['IN_REVIEW', 'APPROVED', 'REJECTED', 'DRAFT'] as const;

/** One of {@link REVIEW_STATES}. */
export type ReviewState = (typeof REVIEW_STATES)[number];
