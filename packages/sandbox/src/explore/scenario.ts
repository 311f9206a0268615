import type { FaultSpec } from '../faults/fault-spec.js';
import type { PaymentDecision } from '../host/payment-sheet.js';
import type { Presented } from './present.js';

/** One course of an order, which is played once for every place at which it can be interrupted. */
export interface OrderLife {
  readonly name: string;
  readonly sku: string;
  readonly functionName: 'requestOneTimePurchase' | 'requestSubscriptionPurchase';
  readonly payment: PaymentDecision;
  /** The platform's fault in this scenario. */
  readonly fault?: FaultSpec;
  /** When the app market pays back: never, after the purchase, or while the partner's program is down. */
  readonly refund: 'never' | 'after' | 'while-down';
  /** What a stranger sends to the backend at the end of each start. */
  readonly presents?: Presented;
}

const ONE_TIME = {
  sku: 'ait.sandbox.consumable-1',
  functionName: 'requestOneTimePurchase',
  payment: 'approve',
  refund: 'never',
} as const;

const SUBSCRIPTION = {
  ...ONE_TIME,
  sku: 'ait.sandbox.subscription-monthly',
  functionName: 'requestSubscriptionPurchase',
} as const;

/** From the simplest to the strangest, so that the first failing one is the easiest to understand. */
export const ORDER_LIVES: readonly OrderLife[] = [
  { ...ONE_TIME, name: 'a purchase' },
  { ...ONE_TIME, name: 'a canceled purchase', payment: 'cancel' },
  { ...ONE_TIME, name: 'a purchase whose event comes twice', fault: { name: 'purchased-twice' } },
  {
    ...ONE_TIME,
    name: 'a payment that Toss records late',
    fault: { name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED', recordedAfter: 30_000 },
  },
  {
    ...ONE_TIME,
    name: 'a payment that Toss never records',
    fault: { name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED' },
  },
  { ...ONE_TIME, name: 'a purchase that is refunded', refund: 'after' },
  { ...ONE_TIME, name: 'a purchase that is refunded while everything is down', refund: 'while-down' },
  {
    ...ONE_TIME,
    name: 'an order id that is sent although nobody paid',
    payment: 'cancel',
    presents: 'an unpaid order',
  },
  { ...ONE_TIME, name: 'an order id that somebody made up', payment: 'cancel', presents: 'a made-up id' },
  {
    ...ONE_TIME,
    name: 'a refunded order that is sent again',
    refund: 'after',
    presents: 'a refunded order',
  },
  { ...ONE_TIME, name: 'an order that somebody else sends', presents: "another user's order" },
];

/** Only for partners with a webhook handler. */
export const SUBSCRIPTION_SCENARIOS: readonly OrderLife[] = [
  { ...SUBSCRIPTION, name: 'a subscription' },
  { ...SUBSCRIPTION, name: 'a subscription that is refunded', refund: 'after' },
];
