import type { Clock, IapBridge } from '@ait-iap/protocol';
import { callHost } from '../bridge/call-host.js';
import { isSupportedBy } from '../bridge/host-environment.js';

/** How often the closing of a granted order is tried: it is safe to repeat, and an order left open is asked for again. */
const ATTEMPTS = 2;

/**
 * Tells the Toss app that an order was granted, which takes it off the pending list. Never call it without a grant.
 *
 * @returns whether the app said so; `false` also where it cannot, or does not answer
 */
export async function completeOrder(bridge: IapBridge, clock: Clock, orderId: string): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      if (!isSupportedBy(bridge, 'completeProductGrant')) return false;
      return (await callHost(bridge, clock, 'completeProductGrant', [{ params: { orderId } }])) === true;
    } catch {
      // Tried again, and then left to the next recovery.
    }
  }
  return false;
}
