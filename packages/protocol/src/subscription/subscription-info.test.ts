import type { IapSubscriptionInfoResult } from '@apps-in-toss/web-bridge';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  knownSubscription,
  type SubscriptionInfo,
  subscriptionInfoAnswerSchema,
} from './subscription-info.js';
import { isKnownSubscriptionStatus, SUBSCRIPTION_STATUSES } from './subscription-status.js';

const info = {
  catalogId: 475,
  status: 'ACTIVE',
  expiresAt: '2026-01-01T00:00:00',
  isAutoRenew: true,
  gracePeriodExpiresAt: null,
  isAccessible: true,
};

const read = (answer: unknown) => knownSubscription(subscriptionInfoAnswerSchema.parse(answer));

describe('the answer about a subscription', () => {
  it.each([...SUBSCRIPTION_STATUSES, 'SOMETHING_NEW'])('keeps the status %s and unknown fields', (status) => {
    const subscription = { ...info, status, offerId: 'o' };
    expect(read({ subscription })).toEqual(subscription);
  });

  it('reads a missing time as undefined', () => {
    const { expiresAt: _, gracePeriodExpiresAt: __, ...without } = info;
    expect(read({ subscription: without })).toMatchObject({ expiresAt: null, gracePeriodExpiresAt: null });
  });

  it.each([{}, { subscription: {} }, { subscription: null }, { subscription: { note: 'x' } }])(
    'says "not known" and not "not subscribed" when it is %j',
    (answer) => {
      expect(read(answer)).toBeUndefined();
    },
  );

  it.each([
    undefined,
    null,
    [],
    { subscription: 'ACTIVE' },
    { subscription: { status: 'ACTIVE' } },
    { subscription: { ...info, isAccessible: 'true' } },
    { subscription: { ...info, status: 3 } },
  ])('is refused, and not treated as an unknown subscription, when it is %j', (value) => {
    expect(subscriptionInfoAnswerSchema.safeParse(value).success).toBe(false);
  });

  it('has a type that can stand for the official one', () => {
    expectTypeOf<SubscriptionInfo>().toExtend<IapSubscriptionInfoResult>();
    expectTypeOf<IapSubscriptionInfoResult>().not.toBeAny();
  });
});

describe('isKnownSubscriptionStatus', () => {
  it('knows the list and nothing else', () => {
    expect(SUBSCRIPTION_STATUSES.every(isKnownSubscriptionStatus)).toBe(true);
    expect(isKnownSubscriptionStatus('active')).toBe(false);
  });
});
