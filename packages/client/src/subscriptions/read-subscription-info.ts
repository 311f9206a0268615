import type { SubscriptionInfo, SubscriptionInfoAnswer } from '@ait-iap/protocol';
import {
  type Check,
  fields,
  flag,
  nullable,
  number,
  optional,
  read,
  text,
  withDefaults,
} from '../payloads/check.js';

const maybeTime = /*@__PURE__*/ optional(/*@__PURE__*/ nullable(text));

const info = /*@__PURE__*/ fields({
  catalogId: number,
  status: text,
  expiresAt: maybeTime,
  isAutoRenew: flag,
  gracePeriodExpiresAt: maybeTime,
  isAccessible: flag,
});

const anyObject = /*@__PURE__*/ fields({});

/** Real devices answer an empty object for a subscription they do not know (observed). */
const infoOrNothing: Check = (value, place) => {
  anyObject(value, place);
  if ('status' in (value as object)) info(value, place);
};

const answerShape = /*@__PURE__*/ fields({
  subscription: /*@__PURE__*/ optional(/*@__PURE__*/ nullable(infoOrNothing)),
});

const MISSING: Partial<SubscriptionInfo> = { expiresAt: null, gracePeriodExpiresAt: null };

/** Reads the answer of `getSubscriptionInfo`; agrees with `subscriptionInfoAnswerSchema`. */
export function readSubscriptionInfo(answer: unknown): SubscriptionInfoAnswer {
  const { subscription, ...rest } = read<SubscriptionInfoAnswer>('getSubscriptionInfo', answerShape, answer);
  if (!subscription || !('status' in subscription)) return answer as SubscriptionInfoAnswer;
  return { ...rest, subscription: withDefaults(subscription as SubscriptionInfo, MISSING) };
}
