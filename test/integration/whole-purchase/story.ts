import { IAP_ERROR_CODES } from '@ait-iap/protocol';
import type { FaultSpec, PaymentDecision } from '@ait-iap/sandbox';
import fc from 'fast-check';
import { NETWORK_TROUBLES, type NetworkTrouble } from './page-network.js';
import type { Decision } from './phone.js';
import type { Tap } from './tap.js';
import { NEWEST_APP } from './town.js';

/** Something that happens to the `nth` order of that moment, if there is one. */
export interface OrderStep {
  readonly step: 'refund' | 'approve payment' | 'steal';
  readonly nth: number;
}

/** One thing that happens. Plain data, so that a counterexample can be read and played again. */
export type Step =
  | {
      readonly step: 'tap';
      readonly phone: number;
      readonly sku: string;
      readonly through: Tap['through'];
      readonly decision: Decision;
    }
  | { readonly step: 'decide'; readonly phone: number; readonly decision: PaymentDecision }
  | { readonly step: 'leave' | 'kill' | 'recover'; readonly phone: number }
  | {
      readonly step: 'start';
      readonly phone: number;
      readonly appVersion: string;
      readonly recovers: boolean;
    }
  | { readonly step: 'network'; readonly kind: NetworkTrouble; readonly times: number }
  | { readonly step: 'callbacks fail'; readonly times: number }
  | { readonly step: 'fault'; readonly spec: FaultSpec; readonly times: number }
  | { readonly step: 'restart backend' | 'reconcile' }
  | { readonly step: 'pass'; readonly time: number }
  | OrderStep;

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

const CONSUMABLE = 'ait.sandbox.consumable-1';
const SKUS = [CONSUMABLE, 'ait.sandbox.non-consumable', 'ait.sandbox.subscription-monthly'];

/** Versions on both sides of what a purchase leans on: all of it, no pending list, no closing by id either. */
const APP_VERSIONS = [NEWEST_APP, NEWEST_APP, '5.233.5', '5.231.5'];

const LIST_FAULTS: readonly FaultSpec[] = [
  { name: 'pending-list-late', delay: 4 * SECOND },
  { name: 'bridge-throttled', function: 'getPendingOrders' },
  { name: 'bridge-no-answer', function: 'getPendingOrders' },
];

/** The user has paid, and Toss learns of it later or never. */
const LOST_PAYMENTS: readonly FaultSpec[] = [
  { name: 'purchase-error', code: 'APP_MARKET_VERIFICATION_FAILED' },
  { name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED' },
  ...[5 * SECOND, 600 * SECOND, DAY].map(
    (recordedAfter): FaultSpec => ({
      ...{ name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED' },
      recordedAfter,
    }),
  ),
];

/** Faults that a story may arm. */
const FAULTS: readonly FaultSpec[] = [
  ...IAP_ERROR_CODES.map((code): FaultSpec => ({ name: 'purchase-error', code })),
  ...LOST_PAYMENTS,
  ...LIST_FAULTS,
  { name: 'paid-after-error', code: 'NETWORK_ERROR', delay: 3 * SECOND },
  { name: 'purchased-twice' },
  { name: 'grant-answer-lost' },
  { name: 'grant-answer-late' },
  { name: 'grant-answer-twice' },
  { name: 'killed-after-payment' },
  { name: 'killed-after-grant' },
  { name: 'bridge-throttled', function: 'completeProductGrant' },
  { name: 'bridge-no-answer', function: 'completeProductGrant' },
  { name: 'order-status-late', delay: 4 * SECOND },
  { name: 'order-status-not-found' },
  { name: 'order-status-fail' },
  { name: 'order-status-fail', resultType: 'HTTP_TIMEOUT' },
  { name: 'order-status-rate-limited', seconds: 3 },
  { name: 'order-status-500' },
  { name: 'order-status-hang' },
  { name: 'order-status-cut' },
  { name: 'order-status-broken-json' },
  { name: 'order-status-other-order' },
  { name: 'order-status-unknown-status' },
  { name: 'tls-expired' },
  { name: 'tls-other-app' },
  { name: 'webhook-twice' },
  { name: 'webhook-late' },
  { name: 'webhook-out-of-order' },
];

/** Most of it happens to one user on one phone, because things go wrong where they meet. */
const phone = fc.constantFrom(0, 0, 0, 1, 2);
const count = (max: number) => fc.integer({ min: 1, max });
/** Once, a few times, or every time. */
const strikes = fc.constantFrom(1, 1, 2, 3, 50);
const just = <const Value>(value: Value) => fc.constant(value);

const tap = fc.record({
  step: just('tap'),
  phone,
  sku: fc.constantFrom(CONSUMABLE, CONSUMABLE, CONSUMABLE, ...SKUS),
  through: fc.constantFrom<Tap['through'][]>('client', 'drop-in'),
  decision: fc.constantFrom<Decision[]>('approve', 'approve', 'approve', 'cancel', 'later'),
});
const decide = fc.record({
  step: just('decide'),
  phone,
  decision: fc.constantFrom<PaymentDecision[]>('approve', 'cancel'),
});
const onPhone = fc.record({
  step: fc.constantFrom('leave' as const, 'kill' as const, 'recover' as const),
  phone,
});
const start = fc.record({
  step: just('start'),
  phone,
  appVersion: fc.constantFrom(...APP_VERSIONS),
  recovers: fc.boolean(),
});
const network = fc.record({
  step: just('network'),
  kind: fc.constantFrom(...NETWORK_TROUBLES),
  times: count(30),
});
const callbacks = fc.record({ step: just('callbacks fail'), times: count(3) });
const backend = fc.record({ step: fc.constantFrom('restart backend' as const, 'reconcile' as const) });
const fault = fc.record({ step: just('fault'), spec: fc.constantFrom(...FAULTS), times: strikes });
const onOrder: fc.Arbitrary<OrderStep> = fc.record({
  step: fc.constantFrom<OrderStep['step'][]>('refund', 'approve payment', 'steal'),
  nth: fc.nat(5),
});
const pass = fc.record({
  step: just('pass'),
  time: fc.constantFrom(
    ...[1, 5, 12, 31, 600].map((seconds) => seconds * SECOND),
    2 * HOUR,
    3 * DAY,
    31 * DAY,
  ),
});

const single = fc.oneof<fc.MaybeWeightedArbitrary<Step>[]>(
  { weight: 12, arbitrary: tap },
  { weight: 4, arbitrary: fault },
  { weight: 4, arbitrary: pass },
  { weight: 2, arbitrary: start },
  { weight: 2, arbitrary: network },
  { weight: 2, arbitrary: decide },
  { weight: 3, arbitrary: onPhone },
  { weight: 3, arbitrary: onOrder },
  { weight: 2, arbitrary: backend },
  { weight: 1, arbitrary: callbacks },
);

/** Somebody buys while something is broken, perhaps starts the app again, and taps once more: what people do. */
const secondTry: fc.Arbitrary<Step[]> = fc
  .record({
    faults: fc.array(fault, { minLength: 1, maxLength: 2 }),
    more: fc.option(fc.oneof<fc.MaybeWeightedArbitrary<Step>[]>(network, callbacks)),
    first: tap,
    again: fc.option(start),
    wait: fc.option(pass),
    through: tap,
  })
  .map(({ faults, more, first, again, wait, through }) => [
    ...faults,
    ...(more === null ? [] : [more]),
    first,
    ...(again === null ? [] : [{ ...again, phone: first.phone }]),
    ...(wait === null ? [] : [wait]),
    { ...through, phone: first.phone, sku: first.sku },
  ]);

/** The app dies over a payment, its list of pending orders is not what it should be, and its user comes back. */
const comeback: fc.Arbitrary<Step[]> = fc
  .record({
    list: fc.option(fc.constantFrom(...LIST_FAULTS)),
    times: strikes,
    first: tap,
    again: start,
    through: tap,
  })
  .map(({ list, times, first, again, through }) => [
    { step: 'fault', spec: { name: 'killed-after-payment' }, times: 1 },
    ...(list === null ? [] : [{ step: 'fault' as const, spec: list, times }]),
    { ...first, decision: 'approve' },
    { ...again, phone: first.phone },
    { ...through, phone: first.phone, sku: first.sku },
  ]);

/** The user has paid, but nothing shows it. They try again, at once or days later, in the same page or a new one. */
const lostPayment: fc.Arbitrary<Step[]> = fc
  .record({
    spec: fc.constantFrom(...LOST_PAYMENTS),
    first: tap,
    wait: fc.option(pass),
    again: fc.option(start),
    through: tap,
  })
  .map(({ spec, first, wait, again, through }) => [
    { step: 'fault', spec, times: 1 },
    { ...first, decision: 'approve' },
    ...(wait === null ? [] : [wait]),
    ...(again === null ? [] : [{ ...again, phone: first.phone }]),
    { ...through, phone: first.phone, sku: first.sku },
  ]);

/** What may happen, one thing after another: mostly purchases, and what gets in their way. */
export const stories: fc.Arbitrary<Step[]> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: single.map((step) => [step]) },
      { weight: 2, arbitrary: secondTry },
      { weight: 1, arbitrary: comeback },
      { weight: 1, arbitrary: lostPayment },
    ),
    { minLength: 1, maxLength: 10, size: 'max' },
  )
  .map((scenes) => scenes.flat());
