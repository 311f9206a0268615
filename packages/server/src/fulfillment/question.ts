import type { OrderId } from '@ait-iap/protocol';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import type { CheckLoad } from './check-plan.js';
import type { Heard } from './decide.js';

/** A question to the platform, and what was known when it was asked. */
export interface Question {
  readonly orderId: OrderId;
  /** The spelling to ask the platform with. */
  readonly givenId: string;
  /** The user who is asked for; missing if the question names none. */
  readonly userKey?: string | undefined;
  /** Whether the platform was asked without naming the user, so that its answer does not say whose order it is. */
  readonly forAnyUser?: boolean | undefined;
  /** The product the caller named. It counts for nothing before the platform confirms it. */
  readonly expectedSku?: string | undefined;
  /** The order as it was known when the question began. */
  readonly known?: LedgerOrder | undefined;
  /** Whether the user had an intent that no order had redeemed; without it: look. */
  readonly hasIntent?: boolean | undefined;
  /** Asked by reconciliation: of an order that nobody has confirmed, the next question is for the next user who asked for it. */
  readonly inTurn?: boolean | undefined;
  readonly load?: CheckLoad | undefined;
}

/** An answer, beside what it was asked with. */
export function heard(question: Question, answer: OrderStatusResult): Heard {
  return {
    status: answer.status,
    sku: answer.sku,
    determinedAt: answer.statusDeterminedAt?.instant,
    userKey: question.userKey,
    forAnyUser: question.forAnyUser ?? false,
    givenId: question.givenId,
    expectedSku: question.expectedSku,
    revision: question.known?.revision ?? 0,
  };
}
