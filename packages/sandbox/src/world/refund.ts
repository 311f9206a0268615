/** The reasons that the Toss app offers to a user who asks for a refund (*source*). */
export const REFUND_REASONS = ['NOT_DELIVERED', 'PAID_TWICE', 'PAID_BY_MINOR_OR_OTHER', 'NOT_USED'] as const;

/** One of {@link REFUND_REASONS}. */
export type RefundReason = (typeof REFUND_REASONS)[number];

/** Who has to decide now: the store, or the partner in the console. */
export type RefundDecider = 'STORE' | 'PARTNER';

/** Where a request stands. */
export type RefundState = 'REQUESTED' | 'STORE_REVIEW' | 'COMPLETED' | 'REJECTED';

/** A user's request for a refund; the last one, when there were several. */
export interface Refund {
  readonly state: RefundState;
  readonly reason: RefundReason;
  readonly requestedAt: number;
  /** Whose turn it is; absent once the request is completed or rejected. */
  readonly decider?: RefundDecider;
  /** The partner said yes; the store still has the last word. */
  readonly approvedAt?: number;
  readonly decidedAt?: number;
  readonly rejectedBy?: RefundDecider;
  readonly rejectReason?: string;
}
