import type { Scenario } from './scenario.js';

const NOT_GRANTED = 'error PRODUCT_NOT_GRANTED_BY_PARTNER';
const ASKED = 'asked to grant';

/** What the two make of a grant callback's answer, and of what happens to it on its way. */
export const GRANT_SCENARIOS: readonly Scenario[] = [
  {
    situation: 'the grant callback answers `true`',
    play: (trial) => trial.tap(),
    official: {
      does: 'one `success`, the order is closed',
      shows: [ASKED, 'answered true', 'success', 'order PURCHASED'],
    },
  },
  {
    situation: 'it answers `false` once, and would answer `true` if it were asked again',
    play: (trial) => trial.tap({ grant: 'true the second time' }),
    official: {
      does: '`PRODUCT_NOT_GRANTED_BY_PARTNER`, the order stays pending',
      shows: [ASKED, 'answered false', NOT_GRANTED, 'order PAYMENT_COMPLETED'],
    },
    ours: {
      does: 'asks it once more, closes the order, `success`',
      shows: [ASKED, 'answered false', ASKED, 'success', 'order PURCHASED'],
    },
  },
  {
    situation: 'it answers `false` each time',
    play: (trial) => trial.tap({ grant: 'false' }),
    official: {
      does: 'is asked once; `PRODUCT_NOT_GRANTED_BY_PARTNER`',
      shows: [ASKED, 'answered false', NOT_GRANTED, 'order PAYMENT_COMPLETED'],
    },
    ours: {
      does: 'is asked once more before the same error, which carries the order id and `charged: "yes"`',
      shows: [ASKED, 'answered false', ASKED, NOT_GRANTED, 'order PAYMENT_COMPLETED'],
    },
  },
  {
    situation: 'it throws',
    play: (trial) => trial.tap({ grant: 'throws' }),
    official: {
      does: 'an unhandled rejection; the Toss app is never answered, so the user waits for 30 seconds',
      shows: [ASKED, 'unhandled rejection', 'order PAYMENT_COMPLETED'],
    },
    ours: {
      does: 'answers no at once; `PRODUCT_NOT_GRANTED_BY_PARTNER` with what was thrown as its cause',
      shows: [ASKED, 'answered false', ASKED, NOT_GRANTED, 'order PAYMENT_COMPLETED'],
    },
  },
  {
    situation: 'it never settles',
    async play(trial) {
      await trial.tap({ grant: 'never settles' });
      await trial.hears(ASKED);
      await trial.pass(26);
    },
    official: {
      does: 'answers nothing; the user is sent to a refund page after 30 seconds',
      shows: [ASKED, 'order PAYMENT_COMPLETED'],
    },
    ours: {
      does: 'answers no after 25 seconds, while the Toss app still listens',
      shows: [ASKED, 'answered false', 'order PAYMENT_COMPLETED'],
    },
  },
  {
    situation: 'it returns a `Response` with status 500',
    play: (trial) => trial.tap({ grant: 'a Response' }),
    official: {
      does: 'answers `{}`: whatever the app makes of it',
      shows: [ASKED, 'answered {}', NOT_GRANTED, 'order PAYMENT_COMPLETED'],
    },
    ours: {
      does: 'answers no: only a clear yes is a yes',
      shows: [ASKED, 'answered false', ASKED, NOT_GRANTED, 'order PAYMENT_COMPLETED'],
    },
  },
  {
    situation: 'it returns `undefined`',
    play: (trial) => trial.tap({ grant: 'undefined' }),
    official: {
      does: 'answers without an answer',
      shows: [ASKED, 'answered undefined', NOT_GRANTED, 'order PAYMENT_COMPLETED'],
    },
    ours: {
      does: 'answers no',
      shows: [ASKED, 'answered false', ASKED, NOT_GRANTED, 'order PAYMENT_COMPLETED'],
    },
  },
  {
    situation: 'there is none (`processProductGrant` misspelt)',
    play: (trial) => trial.tap({ grant: 'missing' }),
    official: {
      does: 'takes the money, and then an unhandled rejection',
      shows: ['unhandled rejection', 'order PAYMENT_COMPLETED'],
    },
    ours: { does: '`INVALID_ARGUMENT`, nothing is opened', shows: ['error INVALID_ARGUMENT'] },
  },
  {
    situation: 'the Toss app says `purchased` twice',
    async play(trial) {
      trial.sandbox.faults.arm({ name: 'purchased-twice' });
      await trial.tap();
    },
    official: {
      does: 'runs the grant twice',
      shows: [ASKED, 'answered true', ASKED, 'answered true', 'success', 'order PURCHASED'],
    },
    ours: {
      does: 'runs the grant once',
      shows: [ASKED, 'answered true', 'success', 'order PURCHASED'],
    },
  },
  {
    situation: 'the answer `true` is lost on its way',
    async play(trial) {
      trial.sandbox.faults.arm({ name: 'grant-answer-lost' });
      await trial.tap();
      await trial.hears('answered true');
      await trial.pass(31);
    },
    official: {
      does: '`PRODUCT_NOT_GRANTED_BY_PARTNER` for a product that was granted',
      shows: [ASKED, 'answered true', NOT_GRANTED, 'order PAYMENT_COMPLETED'],
    },
    ours: {
      does: 'closes the order by its id, `success`',
      shows: [ASKED, 'answered true', 'success', 'order PURCHASED'],
    },
  },
  {
    situation:
      'an app version before the product grant (5.231.1 on Android, 5.230.0 on iOS), and the callback answers `false`',
    host: { 'data-environment': 'toss', 'data-app-version': '5.231.0' },
    play: (trial) => trial.tap({ grant: 'false' }),
    official: { does: 'reports `success`', shows: [ASKED, 'success', 'order PURCHASED'] },
    ours: {
      does: 'asks once more, then `PRODUCT_NOT_GRANTED_BY_PARTNER`; the next `recover` grants it',
      shows: [ASKED, ASKED, NOT_GRANTED, 'order PURCHASED'],
    },
  },
  {
    situation: 'cleanup is called between the tap and the payment (a component that unmounts)',
    host: { 'data-payment': 'ask' },
    async play(trial) {
      await trial.tap();
      await trial.page.getByRole('dialog').waitFor();
      await trial.here('cleanup');
      await trial.page.getByRole('button', { name: '결제하기' }).click();
      await trial.quiet();
    },
    official: {
      does: 'the sheet stays open, the user pays, and the grant is lost',
      shows: ['order PAYMENT_COMPLETED'],
    },
    ours: {
      does: 'only the callbacks stop: the order is granted and answered',
      shows: [ASKED, 'answered true', 'order PURCHASED'],
    },
  },
  {
    situation: 'the page is reloaded between payment and grant, and the user taps again',
    async play(trial) {
      await trial.tap({ grant: 'never settles' });
      await trial.hears(ASKED);
      await trial.reload();
      await trial.tap();
    },
    official: {
      does: 'opens a second order: the user pays twice and gets the product once',
      shows: [ASKED, ASKED, 'answered true', 'success', 'order PAYMENT_COMPLETED', 'order PURCHASED'],
    },
    ours: {
      does: 'grants and closes the paid order, `success`, no second payment',
      shows: [ASKED, ASKED, 'success', 'order PURCHASED'],
    },
  },
  {
    situation:
      'the same after the app died, in a version without a pending list (below 5.234.0 on Android, 5.231.0 on iOS)',
    host: { 'data-environment': 'toss', 'data-app-version': '5.233.5' },
    async play(trial) {
      trial.sandbox.faults.arm({ name: 'killed-after-payment' });
      await trial.tap();
      await trial.paid();
      await trial.reload();
      await trial.tap();
    },
    official: {
      does: 'opens a second order',
      shows: [ASKED, 'answered true', 'success', 'order PAYMENT_COMPLETED', 'order PURCHASED'],
    },
    ours: {
      does: '`ORDER_UNRESOLVED` and no second order, for three days or until the Toss app is updated',
      shows: ['error ORDER_UNRESOLVED', 'order PAYMENT_COMPLETED'],
    },
  },
  {
    situation: 'an order whose grant never ran is recovered by hand',
    async play(trial) {
      trial.sandbox.faults.arm({ name: 'killed-after-payment' });
      await trial.tap();
      await trial.paid();
      await trial.reload();
      await trial.here('pending');
      await trial.here('recover');
      await trial.here('pending');
    },
    official: {
      does: 'it is on the pending list until `completeProductGrant` closes it',
      shows: ['1 pending', 'completed true', '0 pending', 'order PURCHASED'],
    },
  },
];
