import type { OrderId } from '@ait-iap/protocol';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import type { CheckLoad } from './check-plan.js';
import type { Heard, Inquiry } from './decide.js';

/** A question to the platform, and what was known when it started. */
export interface Question extends Inquiry {
  readonly orderId: OrderId;
  /** The order as it was known when the question started. */
  readonly known?: LedgerOrder | undefined;
  /** Whether the user had an intent that no order had redeemed. Missing: not known yet. */
  readonly hasIntent?: boolean | undefined;
  /**
   * Asked by reconciliation: for an order whose user is not confirmed, the next question is for the next user who asked
   * for it.
   */
  readonly inTurn?: boolean | undefined;
  readonly load?: CheckLoad | undefined;
}

/** An answer together with its question. */
export function heard(question: Question, answer: OrderStatusResult): Heard {
  return {
    status: answer.status,
    sku: answer.sku,
    statusDeterminedAt: answer.statusDeterminedAt?.instant,
    userKey: question.userKey,
    forAnyUser: question.forAnyUser ?? false,
    givenId: question.givenId,
    expectedSku: question.expectedSku,
    revision: question.known?.revision ?? 0,
  };
}
