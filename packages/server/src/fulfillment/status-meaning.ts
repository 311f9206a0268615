import type { PaymentSoFar } from '../ledger/schema.js';

const PAID: readonly string[] = ['PAYMENT_COMPLETED', 'PURCHASED'];
const OF_THIS_USER: readonly string[] = [...PAID, 'ORDER_IN_PROGRESS', 'FAILED', 'REFUNDED'];
const OF_NO_ORDER: readonly string[] = ['NOT_FOUND', 'MINIAPP_MISMATCH', 'ERROR'];

/**
 * What a word of the platform says of the money; `undefined` for every word that does not say it. FAILED does not: the
 * platform calls an order FAILED until its grant is confirmed, also one that is paid.
 */
export function paymentOf(status: string): PaymentSoFar | undefined {
  if (PAID.includes(status)) return 'paid';
  return status === 'REFUNDED' ? 'refunded' : undefined;
}

/** Whether the word proves that the order belongs to the user who was asked for. */
export function provesOwner(status: string): boolean {
  return OF_THIS_USER.includes(status);
}

/** Whether the word proves that there is such an order: a made-up id is NOT_FOUND or MINIAPP_MISMATCH. */
export function provesOrder(status: string): boolean {
  return !OF_NO_ORDER.includes(status);
}

/** Whether the word says that the order is paid. */
export function isPaid(status: string): boolean {
  return paymentOf(status) === 'paid';
}
