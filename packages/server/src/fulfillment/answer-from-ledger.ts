import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { GrantResult } from './grant-result.js';

/**
 * What the ledger alone can answer a user who asks for a grant: that it was given, that it was taken back, or that the order
 * is another user's. `undefined`: the platform has to be asked.
 */
export function answerFromLedger(order: LedgerOrder | undefined, userKey: string): GrantResult | undefined {
  if (order === undefined) return undefined;
  const { orderId } = order;
  if (order.claimed && order.userKey !== userKey) {
    return { outcome: 'refused', orderId, reason: 'OTHER_USER' };
  }
  if (order.delivery === 'granted' && order.sku !== undefined && order.grantedAt !== undefined) {
    return { outcome: 'already_granted', orderId, sku: order.sku, grantedAt: order.grantedAt };
  }
  if (order.delivery === 'delivering') {
    return { outcome: 'pending', orderId, reason: 'DELIVERY_UNCONFIRMED' };
  }
  if (order.delivery === 'revoked' || order.delivery === 'revoking' || order.status === 'REFUNDED') {
    return { outcome: 'refused', orderId, reason: 'REFUNDED', status: 'REFUNDED' };
  }
  return undefined;
}
