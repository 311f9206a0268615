import type { SubscriptionInfo, SubscriptionInfoAnswer } from '@ait-iap/protocol';
import { read, withDefaults } from '../payloads/read.js';
import type { Shape } from '../payloads/shape.js';

const INFO: Shape = {
  catalogId: 'number',
  status: 'string',
  expiresAt: 'string, null or missing',
  isAutoRenew: 'boolean',
  gracePeriodExpiresAt: 'string, null or missing',
  isAccessible: 'boolean',
};

const MISSING: Partial<SubscriptionInfo> = { expiresAt: null, gracePeriodExpiresAt: null };

/**
 * Reads the answer of `getSubscriptionInfo`; agrees with `subscriptionInfoAnswerSchema`.
 *
 * Real devices answer an empty object for a subscription they do not know (observed), around it or in its place.
 */
export function readSubscriptionInfo(answer: unknown): SubscriptionInfoAnswer {
  const functionName = 'getSubscriptionInfo';
  const { subscription, ...rest } = read<SubscriptionInfoAnswer>(functionName, {}, answer);
  if (subscription === undefined || subscription === null) return answer as SubscriptionInfoAnswer;
  const known = 'status' in read<object>(functionName, {}, subscription);
  if (!known) return answer as SubscriptionInfoAnswer;
  const { subscription: info } = read<{ subscription: SubscriptionInfo }>(
    functionName,
    { subscription: INFO },
    answer,
  );
  return { ...rest, subscription: withDefaults(info, MISSING) };
}
