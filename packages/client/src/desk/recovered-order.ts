import type { IapError } from '../errors/iap-error.js';

/** What became of one order. */
export interface RecoveredOrder {
  readonly orderId: string;
  /** The product, where the Toss app or this device knew it. */
  readonly sku: string | undefined;
  /**
   * - granted: the grant callback confirmed it and the Toss app has closed it
   * - pending: one of the two did not happen; the next recovery tries again
   * - busy: a purchase of that product runs and takes care of it
   */
  readonly status: 'granted' | 'pending' | 'busy';
  /** Why it is pending. */
  readonly error?: IapError;
}
