import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import type { PendingReason, RefusedReason } from './grant-result.js';

/** What an answer of the platform allows. */
export type GrantDecision =
  | { readonly kind: 'grant'; readonly sku: string }
  | { readonly kind: 'pending'; readonly reason: PendingReason }
  | { readonly kind: 'refused'; readonly reason: RefusedReason };

/**
 * Decides by the platform's word alone. The sku of a caller is only ever compared: with it in place of a missing one, a
 * mini-app could pay for the cheapest product and name the dearest.
 */
export function decideGrant(answer: OrderStatusResult, expectedSku: string | undefined): GrantDecision {
  if (!answer.known) return { kind: 'pending', reason: 'UNKNOWN_STATUS' };
  if (answer.isGrantable) {
    if (answer.sku === undefined) return { kind: 'pending', reason: 'SKU_MISSING' };
    if (expectedSku !== undefined && expectedSku !== answer.sku) {
      return { kind: 'refused', reason: 'SKU_MISMATCH' };
    }
    return { kind: 'grant', sku: answer.sku };
  }
  switch (answer.status) {
    case 'FAILED':
    case 'REFUNDED':
    case 'MINIAPP_MISMATCH':
      return { kind: 'refused', reason: answer.status };
    case 'ORDER_IN_PROGRESS':
    case 'NOT_FOUND':
    case 'ERROR':
      return { kind: 'pending', reason: answer.status };
    default:
      return { kind: 'pending', reason: 'UNKNOWN_STATUS' };
  }
}

/** Whether the answer proves that the order belongs to the user who was asked for. */
export function provesOwner(answer: OrderStatusResult): boolean {
  return (
    answer.known &&
    (answer.isGrantable || ['ORDER_IN_PROGRESS', 'FAILED', 'REFUNDED'].includes(answer.status))
  );
}
