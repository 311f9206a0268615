import { expect, it } from 'vitest';
import { readSubscriptionInfo } from './read-subscription-info.js';

it.each([null, 'x', 1, true])(
  'an answer about a subscription that is %j is an error of the package',
  (answer) => {
    expect(() => readSubscriptionInfo(answer)).toThrow(
      expect.objectContaining({ name: 'IapError', code: 'INVALID_PAYLOAD', charged: 'no' }),
    );
  },
);
