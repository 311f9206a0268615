import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSandbox } from '../../sandbox/create-sandbox.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { buy } from './buy.js';

const COMMAND = { userKey: 'u', sku: 'ait.sandbox.consumable-1', payment: 'approve', grant: 'true' } as const;
/** The length of the silence does not matter: nothing is in progress except what a fault holds back. */
const PATIENCE_MS = 20;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => sandbox.close());

test.each([
  ['killed-after-payment', 'pending'],
  ['grant-answer-lost', 'pending'],
  ['killed-after-grant', 'granted'],
] as const)('a purchase on a phone that is silent because of %s ends as %s', async (name, outcome) => {
  sandbox.faults.arm({ name });
  const bought = await buy(sandbox, COMMAND, PATIENCE_MS);
  expect(bought).toMatchObject({ outcome, order: { userKey: 'u' } });
  expect(bought).not.toHaveProperty('error');
});

test('many purchases of one user at the same time each get their own order', async () => {
  const bought = await Promise.all(Array.from({ length: 20 }, () => buy(sandbox, COMMAND)));
  expect(new Set(bought.map(({ order }) => order?.orderId)).size).toBe(20);
  expect(bought.map(({ outcome }) => outcome)).toEqual(Array(20).fill('granted'));
});
