import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import { answerFromLedger } from './answer-from-ledger.js';
import type { AppliedAnswer } from './ask-and-apply.js';
import type { GrantResult, PendingReason, RefusedReason } from './grant-result.js';
import { FAILED_WINDOW_MS } from './plan-next-check.js';

/** The user of the call, and the time. */
export interface Asker {
  readonly userKey: string;
  readonly expectedSku: string | undefined;
  readonly now: number;
}

/** Turns the state of an order into the result for the caller of a grant. */
export function toGrantResult(applied: AppliedAnswer, { userKey, expectedSku, now }: Asker): GrantResult {
  const { order, answer, change } = applied;
  const { orderId } = order;
  const { status } = answer;
  if (applied.promise !== undefined) return { outcome: 'pending', orderId, reason: 'DELIVERY_UNCONFIRMED' };
  if (change === 'granted' && order.sku !== undefined && order.grantedAt !== undefined) {
    return { outcome: 'granted', orderId, sku: order.sku, grantedAt: order.grantedAt };
  }
  if (applied.askAgain) return { outcome: 'pending', orderId, reason: 'ANSWERS_DISAGREE', status };
  const known = answerFromLedger(order, userKey, now);
  if (known !== undefined) return known;
  if (answer.isGrantable) {
    if (answer.sku === undefined) return { outcome: 'pending', orderId, reason: 'SKU_MISSING', status };
    if (expectedSku !== undefined && expectedSku !== answer.sku) {
      return { outcome: 'refused', orderId, reason: 'SKU_MISMATCH', status };
    }
    // Paid again while another system is still taking it back.
    return { outcome: 'pending', orderId, reason: 'DELIVERY_UNCONFIRMED', status };
  }
  return { ...judge(answer, now - order.firstSeenAt.getTime()), orderId, status } as GrantResult;
}

function judge(
  answer: OrderStatusResult,
  ageMs: number,
):
  | { readonly outcome: 'pending'; readonly reason: PendingReason }
  | { readonly outcome: 'refused'; readonly reason: RefusedReason } {
  if (!answer.known) return { outcome: 'pending', reason: 'UNKNOWN_STATUS' };
  switch (answer.status) {
    case 'FAILED':
      // The platform calls an order FAILED until its grant is confirmed, so a young one may be paid.
      return { outcome: ageMs < FAILED_WINDOW_MS ? 'pending' : 'refused', reason: 'FAILED' };
    case 'REFUNDED':
    case 'MINIAPP_MISMATCH':
      return { outcome: 'refused', reason: answer.status };
    case 'ORDER_IN_PROGRESS':
    case 'NOT_FOUND':
    case 'ERROR':
      return { outcome: 'pending', reason: answer.status };
    default:
      return { outcome: 'pending', reason: 'UNKNOWN_STATUS' };
  }
}
