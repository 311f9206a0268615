/** The reasons that the Toss app offers to a user who asks for a refund (*source*). */
export const REFUND_REASONS = ['NOT_DELIVERED', 'PAID_TWICE', 'PAID_BY_MINOR_OR_OTHER', 'NOT_USED'] as const;

/** One of {@link REFUND_REASONS}. */
export type RefundReason = (typeof REFUND_REASONS)[number];

/** The Toss app's text for each reason (*source*). */
export const REASON_WORDS: Readonly<Record<RefundReason, string>> = {
  NOT_DELIVERED: '결제 후 아이템 미지급',
  PAID_TWICE: '중복 결제',
  PAID_BY_MINOR_OR_OTHER: '미성년자 / 타인에 의한 결제',
  NOT_USED: '결제 후 미사용',
};

/** Who has to decide: the app market, or the partner in the console. */
export type RefundDecider = 'STORE' | 'PARTNER';

/** The states of a request. */
export type RefundState = 'REQUESTED' | 'STORE_REVIEW' | 'COMPLETED' | 'REJECTED';

/** A user's refund request. The last one if there were several. */
export interface Refund {
  /** How far it is. */
  readonly state: RefundState;
  /** The number of its row among all requests. Absent in a world of an earlier version. */
  readonly number?: number;
  /** Why the user asked. */
  readonly reason: RefundReason;
  /** When the user asked, in milliseconds since 1970 on the sandbox's clock, like every time below. */
  readonly requestedAt: number;
  /** Who has to decide now. Absent once the request is completed or rejected. */
  readonly decider?: RefundDecider;
  /** When the partner approved. The app market still has the last word. */
  readonly approvedAt?: number;
  /** When it was completed or rejected. */
  readonly decidedAt?: number;
  /** Who rejected it. */
  readonly rejectedBy?: RefundDecider;
  /** Why it was rejected. */
  readonly rejectReason?: string;
}
