import { GRANT_WINDOW_MS } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import { askBackend } from './ask-backend.js';
import { grantUnavailable } from './grant-unavailable.js';
import type { HttpGrantOptions } from './http-grant-options.js';

/** The order to grant: what a grant callback is told, or just its id and product in a recovery of your own. */
export interface HttpGrantOrder {
  readonly orderId: string;
  readonly sku?: string | null | undefined;
  readonly subscriptionId?: string | null | undefined;
  /** Until when the answer counts, on `clock`; 30 s from now without it. */
  readonly deadline?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes a grant callback that asks your backend, the counterpart of `createIapHandler` in `@ait-iap/server`.
 *
 * It answers `true` for granted and already granted only, and `false` for refused only. A lost connection and the
 * statuses 502 to 504 are tried again with the same order id while there is time, which is safe: a grant happens once.
 *
 * @throws IapError `GRANT_UNAVAILABLE` when the backend could not be asked, cannot decide yet, or its answer is not
 * clear or for another order; a purchase then tells the Toss app "not granted", and the order is left for recovery
 */
export function httpGrant(options: HttpGrantOptions): (order: HttpGrantOrder) => Promise<boolean> {
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
    // Not a no: recovery would drop an order that is refused, and the next tap would pay again.
    throw grantUnavailable(
      outcome === 'pending'
        ? 'it cannot decide yet'
        : 'its outcome is a word that this version does not know',
      orderId,
    );
  };
}
