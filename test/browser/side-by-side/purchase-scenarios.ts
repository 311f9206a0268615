import type { Scenario } from './scenario.js';

const ASKED = 'asked to grant';

/** What the two make of a purchase that does not go by the book. */
export const PURCHASE_SCENARIOS: readonly Scenario[] = [
  {
    situation: 'two taps on the same product',
    play: (trial) => trial.twice('tap', { sku: trial.sku, grant: 'true' }),
    official: {
      does: 'two orders, both paid',
      shows: [
        ASKED,
        'answered true',
        ASKED,
        'answered true',
        'success',
        'success',
        'order PURCHASED',
        'order PURCHASED',
      ],
    },
    ours: {
      does: 'one order; the second tap ends with `PURCHASE_IN_PROGRESS`',
      shows: ['error PURCHASE_IN_PROGRESS', ASKED, 'answered true', 'success', 'order PURCHASED'],
    },
  },
  {
    situation: 'a payment waits for an approval, the user taps again, and then it is approved',
    async play(trial) {
      trial.sandbox.faults.arm({ name: 'purchase-error', code: 'PAYMENT_PENDING' });
      await trial.tap();
      await trial.hears('error PAYMENT_PENDING');
      await trial.pass(60);
      await trial.tap();
      await trial.quiet();
      trial.sandbox.console.approvePayment(String(trial.orders()[0]?.orderId));
    },
    official: {
      does: 'opens a second order: the user pays twice',
      shows: [
        'error PAYMENT_PENDING',
        ASKED,
        'answered true',
        'success',
        'order PAYMENT_COMPLETED',
        'order PURCHASED',
      ],
    },
    ours: {
      does: '`PAYMENT_PENDING` again, and no second order',
      shows: ['error PAYMENT_PENDING', 'error PAYMENT_PENDING', 'order PAYMENT_COMPLETED'],
    },
  },
  {
    situation: 'the user was charged and Toss could not record it, and a minute later the user taps again',
    async play(trial) {
      trial.sandbox.faults.arm({ name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED' });
      await trial.tap();
      await trial.hears('error TOSS_SERVER_VERIFICATION_FAILED');
      await trial.pass(60);
      await trial.tap();
    },
    official: {
      does: 'opens a second order: the user pays twice',
      shows: [
        'error TOSS_SERVER_VERIFICATION_FAILED',
        ASKED,
        'answered true',
        'success',
        'order FAILED',
        'order PURCHASED',
      ],
    },
    ours: {
      does: '`ORDER_UNRESOLVED` and no second order, until the order is seen, for three days, or until the page passes `buyAgain`',
      shows: ['error TOSS_SERVER_VERIFICATION_FAILED', 'error ORDER_UNRESOLVED', 'order FAILED'],
    },
  },
  {
    situation: 'the Toss app reports an error and then the success',
    async play(trial) {
      await trial.here('errorBeforeSuccess');
      await trial.tap();
    },
    official: {
      does: 'calls `onError` and then `onEvent`',
      shows: [ASKED, 'answered true', 'error NETWORK_ERROR', 'success', 'order PURCHASED'],
    },
    ours: {
      does: 'calls one of them, once',
      shows: [ASKED, 'answered true', 'success', 'order PURCHASED'],
    },
  },
  {
    situation: 'the Toss app reports `USER_CANCELED`, and the payment comes after that',
    async play(trial) {
      trial.sandbox.faults.arm({ name: 'paid-after-error' });
      await trial.tap();
      await trial.hears('error USER_CANCELED');
      await trial.pass(1);
    },
    official: {
      does: 'calls `onError`, asks for the grant, and calls `onEvent`',
      shows: ['error USER_CANCELED', ASKED, 'answered true', 'success', 'order PURCHASED'],
    },
    ours: {
      does: 'calls `onError` once, and grants the order all the same',
      shows: ['error USER_CANCELED', ASKED, 'answered true', 'order PURCHASED'],
    },
  },
  {
    situation: 'an app version that sells nothing (below 5.219.0)',
    host: { 'data-environment': 'toss', 'data-app-version': '5.218.0' },
    play: (trial) => trial.tap(),
    official: { does: 'does nothing, and calls nothing, ever', shows: [] },
    ours: { does: '`onError` with `UNSUPPORTED_APP_VERSION`', shows: ['error UNSUPPORTED_APP_VERSION'] },
  },
  {
    situation: 'an app version that sells no subscriptions (below 5.248.0 on Android, 5.249.0 on iOS)',
    host: { 'data-environment': 'toss', 'data-app-version': '5.247.0' },
    play: (trial) => trial.tap({ sku: 'ait.sandbox.subscription-monthly', offerId: 'free-week' }),
    official: { does: 'does nothing, and calls nothing, ever', shows: [] },
    ours: { does: '`onError` with `UNSUPPORTED_APP_VERSION`', shows: ['error UNSUPPORTED_APP_VERSION'] },
  },
  {
    situation: 'a subscription with an offer',
    play: (trial) => trial.tap({ sku: 'ait.sandbox.subscription-monthly', offerId: 'free-week' }),
    official: {
      does: 'one `success`, the order is closed',
      shows: [ASKED, 'answered true', 'success', 'order PURCHASED'],
    },
  },
  {
    situation: 'a tap outside the Toss app',
    host: 'none',
    play: (trial) => trial.tap(),
    official: { does: 'throws out of the click handler', shows: ['thrown at the tap'] },
    ours: { does: '`onError` with `BRIDGE_NOT_FOUND`', shows: ['error BRIDGE_NOT_FOUND'] },
  },
  {
    situation: 'a product that nobody sells',
    play: (trial) => trial.tap({ sku: 'ait.unknown' }),
    official: { does: '`onError` with `INVALID_PRODUCT_ID`', shows: ['error INVALID_PRODUCT_ID'] },
  },
  {
    situation: 'the user closes the order sheet',
    host: { 'data-payment': 'cancel' },
    play: (trial) => trial.tap(),
    official: {
      does: '`onError` with `USER_CANCELED`',
      shows: ['error USER_CANCELED', 'order FAILED'],
    },
  },
  {
    situation: '`postMessage` throws when the order sheet should open',
    async play(trial) {
      await trial.here('failToListen');
      await trial.tap();
      await trial.quiet();
      await trial.here('tellListeners');
    },
    official: {
      does: 'throws, and leaves its listeners behind',
      shows: ['thrown at the tap', '2 listeners left'],
    },
    ours: { does: '`onError`, and leaves nothing behind', shows: ['error UNKNOWN', '0 listeners left'] },
  },
];
