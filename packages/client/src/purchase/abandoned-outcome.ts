import { IapError } from '../errors/iap-error.js';
import { endedBy } from './ended-by.js';
import type { PurchaseOutcome } from './outcome.js';

/** The outcome for an app that stops waiting while the order sheet is open: the order goes on without it. */
export function abandonedOutcome(sku: string, orderId: string | undefined): PurchaseOutcome {
  const error = new IapError('PURCHASE_ABANDONED', 'buy', { orderId, charged: orderId ? 'yes' : 'unknown' });
  return orderId ? { status: 'pending', sku, orderId, error } : endedBy(sku, error);
}
