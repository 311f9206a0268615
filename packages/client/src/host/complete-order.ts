import { callHost } from '../bridge/call-host.js';
import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';
import { CLOSING_ATTEMPTS } from '../limits/limits.js';

/**
 * Tells the Toss app that an order was granted, which removes it from the pending list. Never call it without a grant.
 *
 * @returns whether the app closed it; `false` also if it cannot or does not answer
 */
export async function completeOrder(session: HostSession, orderId: string): Promise<boolean> {
  for (let left = CLOSING_ATTEMPTS; left > 0; left--) {
    try {
      return (
        isSupportedBy(session, 'completeProductGrant') &&
        (await callHost(session, 'completeProductGrant', [{ params: { orderId } }])) === true
      );
    } catch {
      // Tried again, and then left to the next recovery.
    }
  }
  return false;
}
