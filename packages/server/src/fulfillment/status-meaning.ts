import type { PaymentSoFar } from '../ledger/schema.js';

const PAID: readonly string[] = ['PAYMENT_COMPLETED', 'PURCHASED'];
const OF_THIS_USER: readonly string[] = [...PAID, 'ORDER_IN_PROGRESS', 'FAILED', 'REFUNDED'];
const OF_NO_ORDER: readonly string[] = ['NOT_FOUND', 'MINIAPP_MISMATCH', 'ERROR'];

/**
 * What a status says about the payment. `undefined` for a status that says nothing about it, such as FAILED: the
 * platform calls a paid order FAILED too, until its grant is confirmed.
 */
export function paymentOf(status: string): PaymentSoFar | undefined {
  if (PAID.includes(status)) return 'paid';
  return status === 'REFUNDED' ? 'refunded' : undefined;
}

/** Whether the status proves that the order belongs to the user of the question. */
export function provesOwner(status: string): boolean {
  return OF_THIS_USER.includes(status);
}

/** Whether the status proves that the order exists. A made-up id gets NOT_FOUND or MINIAPP_MISMATCH. */
export function provesOrder(status: string): boolean {
  return !OF_NO_ORDER.includes(status);
}

/** Whether the status says that the order is paid. */
export function isPaid(status: string): boolean {
  return paymentOf(status) === 'paid';
}
