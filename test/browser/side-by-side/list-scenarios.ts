import type { Scenario } from './scenario.js';
import type { Trial } from './trial.js';

/** More orders than the history has on one page. */
async function buyMany(trial: Trial): Promise<void> {
  const bridge = trial.sandbox.bridge({ userKey: trial.userKey, payment: 'approve' });
  for (let order = 0; order < 51; order += 1)
    await bridge.call('iapCreateOneTimePurchaseOrder', [{ sku: trial.sku }]);
}

/** What the two make of the answers to questions. */
export const LIST_SCENARIOS: readonly Scenario[] = [
  {
    situation: 'the product list',
    play: (trial) => trial.here('list'),
    official: { does: 'all products', shows: ['4 products'] },
  },
  {
    situation: 'the product list below 5.219.0',
    host: { 'data-environment': 'toss', 'data-app-version': '5.218.0' },
    play: (trial) => trial.here('list'),
    official: { does: '`undefined`', shows: ['undefined'] },
  },
  {
    situation: 'a list outside the Toss app',
    host: 'none',
    play: (trial) => trial.here('list'),
    official: { does: 'rejects with an error that has no code', shows: ['error without a code'] },
    ours: { does: 'rejects with `BRIDGE_NOT_FOUND` and what to do', shows: ['error BRIDGE_NOT_FOUND'] },
  },
  {
    situation: 'an answer that cannot be used (`{ products: [{}] }`)',
    async play(trial) {
      await trial.here('spoilAnswer', 'iapGetProductItemList', { products: [{}] });
      await trial.here('list');
    },
    official: { does: 'passes it on as products', shows: ['1 products'] },
    ours: { does: 'rejects with `INVALID_PAYLOAD` and the field', shows: ['error INVALID_PAYLOAD'] },
  },
  {
    situation: 'an app that never answers a call',
    async play(trial) {
      trial.sandbox.faults.arm({ name: 'bridge-no-answer', function: 'getPendingOrders' });
      const asked = trial.here('pending');
      await trial.pass(11);
      await Promise.race([asked, trial.quiet()]);
    },
    official: { does: 'waits for ever', shows: [] },
    ours: { does: 'rejects with `HOST_TIMEOUT` after 10 seconds', shows: ['error HOST_TIMEOUT'] },
  },
  {
    situation: 'the app throttles a call',
    async play(trial) {
      trial.sandbox.faults.arm({ name: 'bridge-throttled', function: 'getPendingOrders' });
      await trial.here('pending');
    },
    official: {
      does: 'rejects with `APP_BRIDGE_THROTTLED`',
      shows: ['error APP_BRIDGE_THROTTLED'],
    },
  },
  {
    situation: 'two components ask for the same list at once',
    async play(trial) {
      await trial.twice('list');
      await trial.here('tellSent', 'iapGetProductItemList');
    },
    official: {
      does: 'two calls, which the app may throttle',
      shows: ['4 products', '4 products', '2 × iapGetProductItemList'],
    },
    ours: { does: 'one call for both', shows: ['4 products', '4 products', '1 × iapGetProductItemList'] },
  },
  {
    situation: 'a history of more than 50 orders',
    async play(trial) {
      await buyMany(trial);
      await trial.here('walkHistory');
    },
    official: {
      does: 'read page by page with `key`',
      shows: ['50 orders', '1 orders', ...Array.from({ length: 51 }, () => 'order PURCHASED')],
    },
  },
];
