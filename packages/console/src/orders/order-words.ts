import type { KnownProductType } from '@ait-iap/protocol';
import type { Order, RefundReason } from '../api/order.js';
import type { PaymentState } from '../api/payment.js';
import type { ReviewState } from '../api/product.js';
import type { Tone } from '../design/badge.js';
import { m } from '../paraglide/messages.js';

/** A state as a word, with its tone. */
export interface Word {
  readonly text: string;
  readonly tone: Tone;
}

/** The state of an order in the sandbox. */
export function stateWord(order: Order): Word {
  if (order.recorded === false && order.refundedAt === undefined)
    return { text: m.state_unrecorded(), tone: 'bad' };
  switch (order.state) {
    case 'ORDER_IN_PROGRESS':
      return {
        text: order.reason === 'PAYMENT_PENDING' ? m.state_approval() : m.state_sheet(),
        tone: 'accent',
      };
    case 'PAYMENT_COMPLETED':
      return { text: m.state_pending(), tone: 'warn' };
    case 'PURCHASED':
      return { text: m.state_purchased(), tone: 'good' };
    case 'FAILED':
      return order.reason === 'USER_CANCELED'
        ? { text: m.state_canceled(), tone: 'quiet' }
        : { text: m.state_failed(), tone: 'bad' };
    case 'REFUNDED':
      return { text: m.state_refunded(), tone: 'quiet' };
  }
}

/** The payment state of an order. */
export function paymentState(order: Order): PaymentState {
  if (order.refundedAt !== undefined) return 'REFUNDED';
  return order.refund?.decider === undefined ? 'PAID' : 'REFUND_REQUESTED';
}

/** The payment state in the words of the platform's console. */
export function paymentWord(state: PaymentState): Word {
  if (state === 'PAID') return { text: m.payment_paid(), tone: 'good' };
  if (state === 'REFUNDED') return { text: m.payment_refunded(), tone: 'quiet' };
  return { text: m.payment_requested(), tone: 'warn' };
}

/** The reason of a refund request, in the words of the Toss app. */
export function reasonText(reason: RefundReason | 'REFUNDED_BY_STORE'): string {
  return {
    NOT_DELIVERED: m.reason_not_delivered,
    PAID_TWICE: m.reason_paid_twice,
    PAID_BY_MINOR_OR_OTHER: m.reason_minor,
    NOT_USED: m.reason_not_used,
    REFUNDED_BY_STORE: m.reason_store,
  }[reason]();
}

/** The type of a product. */
export function typeText(type: KnownProductType): string {
  return {
    CONSUMABLE: m.type_consumable,
    NON_CONSUMABLE: m.type_non_consumable,
    SUBSCRIPTION: m.type_subscription,
  }[type]();
}

/** The state of its review. */
export function reviewWord(review: ReviewState): Word {
  if (review === 'APPROVED') return { text: m.review_approved(), tone: 'good' };
  if (review === 'REJECTED') return { text: m.review_rejected(), tone: 'bad' };
  return review === 'IN_REVIEW'
    ? { text: m.review_running(), tone: 'warn' }
    : { text: m.review_draft(), tone: 'quiet' };
}
