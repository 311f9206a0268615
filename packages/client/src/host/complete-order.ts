import { callHost } from '../bridge/call-host.js';
import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';

/**
 * How many times to try to close a granted order. It is safe to repeat, and an order that stays open is granted again
 * later.
 */
const ATTEMPTS = 2;

/**
 * Tells the Toss app that an order was granted, which removes it from the pending list. Never call it without a grant.
 *
 * @returns whether the app closed it; `false` also if it cannot or does not answer
 */
export async function completeOrder(session: HostSession, orderId: string): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      if (!isSupportedBy(session, 'completeProductGrant')) return false;
      return (await callHost(session, 'completeProductGrant', [{ params: { orderId } }])) === true;
    } catch {
      // Tried again, and then left to the next recovery.
    }
  }
  return false;
}
