import { expect, it } from 'vitest';
import { readSubscriptionInfo } from './read-subscription-info.js';

it.each([null, 'x', 1, true])(
  'throws an error of the package when the answer about a subscription is %j',
  (answer) => {
    expect(() => readSubscriptionInfo(answer)).toThrow(
      expect.objectContaining({ name: 'IapError', code: 'INVALID_PAYLOAD', charged: 'no' }),
    );
  },
);
