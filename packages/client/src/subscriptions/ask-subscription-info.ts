import type { Clock, IapBridge, SubscriptionInfoAnswer } from '@ait-iap/protocol';
import { sharedRead } from '../bridge/shared-read.js';
import { readSubscriptionInfo } from './read-subscription-info.js';

/** Asks for the state of a subscription by its order; `undefined` where an old app answers with nothing. */
export async function askSubscriptionInfo(
  bridge: IapBridge,
  clock: Clock,
  orderId: string,
): Promise<SubscriptionInfoAnswer | undefined> {
  const answer = await sharedRead(bridge, clock, 'getSubscriptionInfo', [{ params: { orderId } }]);
  return answer === undefined || answer === null ? undefined : readSubscriptionInfo(answer);
}
