import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { GrantResult } from './grant-result.js';
import { isKeptBack } from './plan-next-check.js';

/**
 * How long a refund is answered from the ledger, in milliseconds. After that the platform is asked again, because the
 * refund may have been taken back.
 */
const REFUND_REMEMBERED_MS = 60_000;

/**
 * What the ledger alone can answer to a grant request: that it was granted, that it was taken back a moment ago, or
 * that the order belongs to another user. `undefined`: the platform has to be asked.
 */
export function answerFromLedger(
  order: LedgerOrder | undefined,
  userKey: string,
  now: number,
): GrantResult | undefined {
  if (order === undefined) return undefined;
  const { orderId } = order;
  if (order.claimed && order.userKey !== userKey) {
    return { outcome: 'refused', orderId, reason: 'OTHER_USER' };
  }
  if (isKeptBack(order)) return { outcome: 'refused', orderId, reason: 'TAKEN_BACK' };
  if (order.payment === 'refunded') {
    const age = now - (order.checkedAt?.getTime() ?? 0);
    if (age < 0 || age >= REFUND_REMEMBERED_MS) return undefined;
    return { outcome: 'refused', orderId, reason: 'REFUNDED', status: 'REFUNDED' };
  }
  if (order.delivery === 'granted' && order.sku !== undefined && order.grantedAt !== undefined) {
    return { outcome: 'already_granted', orderId, sku: order.sku, grantedAt: order.grantedAt };
  }
  if (order.delivery === 'delivering') {
    return { outcome: 'pending', orderId, reason: 'DELIVERY_UNCONFIRMED' };
  }
  return undefined;
}
