import { callHost } from '../bridge/call-host.js';
import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';

/** How often the closing of a granted order is tried: it is safe to repeat, and an order left open is asked for again. */
const ATTEMPTS = 2;

/**
 * Tells the Toss app that an order was granted, which takes it off the pending list. Never call it without a grant.
 *
 * @returns whether the app said so; `false` also where it cannot, or does not answer
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
