import type { Deed } from '../actions/act.js';
import { type Order, REFUND_REASONS, type RefundReason } from '../api/order.js';
import { m } from '../paraglide/messages.js';
import { reasonText } from './order-words.js';

type Named = Pick<Order, 'orderId'>;

const at = ({ orderId }: Named, what: string) => `/orders/${encodeURIComponent(orderId)}/${what}`;

/** Whether the order is paid and not refunded. */
export const isRefundable = (order: Pick<Order, 'paidAt' | 'refundedAt'>): boolean =>
  order.paidAt !== undefined && order.refundedAt === undefined;

/** Refunds at once. Skips all decisions. */
export const refundDeed = (order: Named): Deed => ({
  label: m.deed_refund(),
  call: { method: 'POST', path: at(order, 'refund') },
  done: m.deed_refund_done(),
});

/** Requests a refund as the user in the Toss app. */
export const askRefundDeed = (order: Named, reason: RefundReason): Deed => ({
  label: m.deed_ask({ reason: reasonText(reason) }),
  call: { method: 'POST', path: at(order, 'refund-request'), body: { reason } },
  done: m.deed_ask_done(),
});

/** One action for each reason. */
export const askRefundDeeds = (order: Named): readonly Deed[] =>
  REFUND_REASONS.map((reason) => askRefundDeed(order, reason));

/** Kills the app at that point when the same user buys the same product next. */
export const killDeed = (
  { userKey, sku }: Pick<Order, 'userKey' | 'sku'>,
  name: 'killed-after-payment' | 'killed-after-grant',
): Deed => ({
  label: name === 'killed-after-payment' ? m.deed_kill_paid() : m.deed_kill_granted(),
  call: { method: 'POST', path: '/faults', body: { name, userKey, sku } },
  done: m.deed_armed(),
});

/** Moves the time forward. */
export const advanceDeed = (by: string, label: string): Deed => ({
  label,
  call: { method: 'POST', path: '/clock/advance', body: { by } },
  done: m.deed_advanced({ by: label }),
});

/** Buys the same product as the same user on the same phone. */
export const buyAgainDeed = ({ userKey, sku, store }: Pick<Order, 'userKey' | 'sku' | 'store'>): Deed => ({
  label: m.deed_buy_again(),
  call: {
    method: 'POST',
    path: '/purchases',
    body: { userKey, sku, platform: store === 'APP_STORE' ? 'ios' : 'android' },
  },
  done: m.deed_bought(),
});

/** Approves the payment as another person. */
export const approvePaymentDeed = (order: Named): Deed => ({
  label: m.deed_approve_payment(),
  call: { method: 'POST', path: at(order, 'payment-approval') },
  done: m.deed_approve_payment_done(),
});

/** Makes Toss record the payment. */
export const recordPaymentDeed = (order: Named): Deed => ({
  label: m.deed_record_payment(),
  call: { method: 'POST', path: at(order, 'payment-record') },
  done: m.deed_record_payment_done(),
});

/** Approves the refund request as the partner. */
export const approveRefundDeed = (order: Named): Deed => ({
  label: m.refund_approve(),
  call: { method: 'POST', path: at(order, 'refund-approval') },
  done: m.refund_approve_done(),
});

/** Rejects the refund request as the partner or the app market. */
export const rejectRefundDeed = (order: Named, by: 'PARTNER' | 'STORE', reason: string): Deed => ({
  label: by === 'PARTNER' ? m.refund_reject() : m.refund_store_reject(),
  call: { method: 'POST', path: at(order, 'refund-rejection'), body: { by, reason } },
  done: m.refund_reject_done(),
});

/** Pays back as the app market. */
export const completeRefundDeed = (order: Named): Deed => ({
  label: m.refund_complete(),
  call: { method: 'POST', path: at(order, 'refund-completion') },
  done: m.deed_refund_done(),
});
