import { IAP_ERROR_CODES } from '@ait-iap/protocol';
import type { FaultSpec } from '@ait-iap/sandbox';

const SECOND = 1_000;

/** Every fault of the catalogue, with the parameters that make a difference. A test checks that every one is there. */
export const CAMPAIGN_FAULTS: readonly FaultSpec[] = [
  ...IAP_ERROR_CODES.map((code): FaultSpec => ({ name: 'purchase-error', code, probability: 0.003 })),
  {
    name: 'purchase-error',
    code: 'TOSS_SERVER_VERIFICATION_FAILED',
    recordedAfter: 5 * SECOND,
    probability: 0.003,
  },
  {
    name: 'purchase-error',
    code: 'TOSS_SERVER_VERIFICATION_FAILED',
    recordedAfter: 600 * SECOND,
    probability: 0.003,
  },
  { name: 'purchase-unknown-error', probability: 0.005 },
  { name: 'purchased-twice', probability: 0.02 },
  // A code that leaves open whether money moved: with another one the platform would say what is not true.
  { name: 'paid-after-error', code: 'NETWORK_ERROR', delay: 3 * SECOND, probability: 0.01 },
  { name: 'grant-answer-lost', probability: 0.01 },
  { name: 'grant-answer-late', probability: 0.005 },
  { name: 'grant-answer-twice', probability: 0.02 },
  { name: 'killed-after-payment', probability: 0.01 },
  { name: 'killed-after-grant', probability: 0.01 },
  { name: 'pending-list-late', delay: 4 * SECOND, probability: 0.02 },
  { name: 'bridge-throttled', probability: 0.005 },
  { name: 'bridge-no-answer', probability: 0.002 },
  { name: 'order-status-late', delay: 4 * SECOND, probability: 0.01 },
  { name: 'order-status-not-found', probability: 0.02 },
  { name: 'order-status-fail', probability: 0.005 },
  { name: 'order-status-fail', resultType: 'HTTP_TIMEOUT', probability: 0.005 },
  { name: 'order-status-rate-limited', seconds: 1, probability: 0.003 },
  { name: 'order-status-500', probability: 0.01 },
  { name: 'order-status-hang', probability: 0.003 },
  { name: 'order-status-cut', probability: 0.01 },
  { name: 'order-status-broken-json', probability: 0.005 },
  { name: 'order-status-other-order', probability: 0.005 },
  { name: 'order-status-unknown-status', probability: 0.005 },
  { name: 'tls-expired', probability: 0.003 },
  { name: 'tls-other-app', probability: 0.003 },
  { name: 'webhook-twice', probability: 0.1 },
  { name: 'webhook-late', probability: 0.1 },
  { name: 'webhook-out-of-order', probability: 0.1 },
  { name: 'webhook-refused', probability: 0.1 },
];
