import { GRANT_WINDOW_MS } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import { IapError } from '../errors/iap-error.js';
import { askBackend } from './ask-backend.js';
import { grantUnavailable } from './grant-unavailable.js';
import type { HttpGrantOptions } from './http-grant-options.js';

/** The order to grant: the argument of a grant callback, or only its id and product in your own recovery. */
export interface HttpGrantOrder {
  /** The id of the order. */
  readonly orderId: string;
  /** The product, if known. The backend refuses the order if it is for another product. */
  readonly sku?: string | null | undefined;
  /** The subscription, if the order is for one. */
  readonly subscriptionId?: string | null | undefined;
  /** The time until which the answer counts, in milliseconds since 1970 on `clock`. @defaultValue 30 s from now */
  readonly deadline?: number | undefined;
  /** Cancels the request. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Creates a grant callback that asks your backend. It is the counterpart of `createIapHandler` in `@ait-iap/server`.
 *
 * It answers `true` only for granted and already granted, and `false` only for refused. After a lost connection or a
 * status 502 to 504 it repeats the request with the same order id while there is time. That is safe, because an order
 * is granted only once.
 *
 * @throws IapError `INVALID_ARGUMENT` at once without a `url`. The callback throws `GRANT_UNAVAILABLE` if the backend could
 * not be asked, cannot decide yet, or answered unclearly or about another order. A purchase then tells the Toss app "not
 * granted", and a later recovery grants the paid order.
 */
export function httpGrant(options: HttpGrantOptions): (order: HttpGrantOrder) => Promise<boolean> {
  // Usually a build variable that is not set. The developer sees it now, and not after the first payment.
  if (!options?.url) {
    throw new IapError('INVALID_ARGUMENT', 'make a grant callback', { why: 'url is missing. Pass { url }' });
  }
  const { clock = systemClock } = options;
  return async ({ orderId, sku, subscriptionId, deadline = clock.now() + GRANT_WINDOW_MS, signal }) => {
    const order = { orderId, sku: sku ?? undefined, subscriptionId: subscriptionId ?? undefined };
    const answer = await askBackend({ ...options, clock }, order, deadline, signal);
    const { orderId: answeredId, outcome } = (answer ?? {}) as { orderId?: unknown; outcome?: unknown };
    if (typeof answeredId !== 'string' || answeredId.toLowerCase() !== orderId.toLowerCase()) {
      throw grantUnavailable('the answer is not for this order', orderId);
    }
    if (typeof outcome !== 'string') throw grantUnavailable('the answer has no outcome', orderId);
    if (outcome === 'granted' || outcome === 'already_granted') return true;
    if (outcome === 'refused') return false;
    // Not a no: a recovery would drop a refused order, and the next tap would pay again.
    throw grantUnavailable(
      outcome === 'pending'
        ? 'it cannot decide yet'
        : 'its outcome is a word that this version does not know',
      orderId,
    );
  };
}
