import type { SubscriptionInfoAnswer } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { sharedRead } from '../bridge/shared-read.js';
import { readSubscriptionInfo } from './read-subscription-info.js';

/** Asks for the state of a subscription by its order. `undefined` if an old app answers with nothing. */
export function askSubscriptionInfo(
  session: HostSession,
  orderId: string,
): Promise<SubscriptionInfoAnswer | undefined> {
  return sharedRead(session, 'getSubscriptionInfo', [{ params: { orderId } }], readSubscriptionInfo);
}
