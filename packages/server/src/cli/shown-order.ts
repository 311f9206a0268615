import type { LedgerOrder } from '../ledger/ledger-order.js';

/** A time in Korea, to the second. Empty if there is none. */
export function shownTime(at: Date | undefined): string {
  return at === undefined ? '' : FORMAT.format(at);
}

// Swedish is written with hyphens and colons, in this order.
const FORMAT = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** An order on one line. */
export function orderLine(order: LedgerOrder): string {
  const { orderId, sku = '-', status = '-', firstSeenAt } = order;
  return `${shownTime(firstSeenAt)}  ${orderId}  ${sku}  ${status}  ${standing(order)}`;
}

/** The state of an order, in words. */
export function standing({ delivery, payment, byHand, failures, revokedAt }: LedgerOrder): string {
  const words: string[] = [delivery];
  if (payment === 'refunded' && (delivery === 'granted' || delivery === 'delivering')) {
    words.push('refunded and still with the user (환불됐지만 아직 회수하지 못했어요)');
  }
  if (payment === 'paid' && delivery === 'none' && byHand !== 'revoked') {
    words.push('paid and not handed over (결제됐지만 아직 지급하지 못했어요)');
  }
  if (byHand !== undefined) words.push(`by hand: ${byHand}`);
  if (failures > 0) words.push(`the callback failed ${failures} times in a row`);
  if (revokedAt !== undefined) words.push(`taken back ${shownTime(revokedAt)}`);
  return words.join(', ');
}
