import type { IapError } from '../errors/iap-error.js';
import type { PurchaseOutcome } from './outcome.js';

/** The outcome of a purchase that an error ended before anybody is known to have paid. */
export function endedBy(sku: string, error: IapError): PurchaseOutcome {
  return { status: error.category === 'user-canceled' ? 'canceled' : 'failed', sku, error };
}
