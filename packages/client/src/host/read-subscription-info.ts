import type { SubscriptionInfoAnswer } from '@ait-iap/protocol';
import { mend, type Shape } from './mend.js';
import { unusableAnswer } from './read.js';

/**
 * Reads the answer of `getSubscriptionInfo`.
 *
 * Real devices answer an empty object for an unknown subscription (observed), as the answer or as its `subscription`.
 *
 * @throws IapError `INVALID_PAYLOAD` if it is not an object
 */
export function readSubscriptionInfo(answer: unknown, warned?: Set<string>): SubscriptionInfoAnswer {
  if (Object(answer) !== answer) throw unusableAnswer('getSubscriptionInfo', 'it is not an object');
  const { subscription } = answer as SubscriptionInfoAnswer;
  if (!('status' in Object(subscription))) return answer as SubscriptionInfoAnswer;
  const shape: Shape = { id: 'status', fields: { expiresAt: null, gracePeriodExpiresAt: null } };
  return {
    ...(answer as SubscriptionInfoAnswer),
    subscription: mend(shape, subscription, 'getSubscriptionInfo: subscription', warned) ?? subscription,
  };
}
