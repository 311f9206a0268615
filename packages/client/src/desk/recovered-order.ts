import type { IapError } from '../errors/iap-error.js';

/** The result of a recovery for one order. */
export interface RecoveredOrder {
  /** The id of the order. */
  readonly orderId: string;
  /** The product, if the Toss app or this device knew it. */
  readonly sku: string | undefined;
  /**
   * - granted: the grant callback confirmed it and the Toss app has closed it
   * - pending: one of the two did not happen; the next recovery tries again
   * - busy: a running purchase of that product handles it
   */
  readonly status: 'granted' | 'pending' | 'busy';
  /** Why it is still pending. */
  readonly error?: IapError;
}
