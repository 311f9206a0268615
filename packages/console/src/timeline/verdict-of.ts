import type { Story } from './story.js';

/** Where the item is, in one word. */
export type VerdictKind =
  | 'delivered'
  | 'waiting-for-answer'
  | 'refused'
  | 'missed'
  | 'pending'
  | 'unrecorded'
  | 'refund-asked'
  | 'refunded'
  | 'paid-back-unrecorded'
  | 'sheet-open'
  | 'waiting-for-approval'
  | 'canceled'
  | 'failed';

/** Tells where the paid item of an order is. */
export function verdictOf({ order }: Story): VerdictKind {
  const { state, reason, recorded, refundedAt, refund, grantWindow } = order;
  if (recorded === false) return refundedAt === undefined ? 'unrecorded' : 'paid-back-unrecorded';
  if (state === 'REFUNDED') return 'refunded';
  if (state === 'FAILED') return reason === 'USER_CANCELED' ? 'canceled' : 'failed';
  if (state === 'ORDER_IN_PROGRESS')
    return reason === 'PAYMENT_PENDING' ? 'waiting-for-approval' : 'sheet-open';
  if (refund?.decider !== undefined) return 'refund-asked';
  if (state === 'PURCHASED') return 'delivered';
  if (grantWindow === 'open') return 'waiting-for-answer';
  if (grantWindow === 'refused') return 'refused';
  return grantWindow === 'missed' ? 'missed' : 'pending';
}
