import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buy } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { printEvents } from './print-events.js';

let sandbox: Sandbox;
let unread: number;
let out: string[];
let errors: string[];
beforeEach(() => {
  sandbox = createSandbox();
  [unread, out, errors] = [0, [], []];
});
afterEach(() => sandbox.close());

const print = (options = {}) =>
  printEvents(sandbox.wire, options, {
    out: (text) => out.push(text),
    error: (text) => errors.push(text),
    unread: () => unread,
  });

describe('printing of events', () => {
  test('prints one line for each event, with the order at its end', async () => {
    print();
    const orderId = await buy(sandbox.bridge({ userKey: 'user-1' }), 'ait.sandbox.consumable-1').purchased;
    expect(out).toContain(`09:00:00  sheet    테스트 상품 - 1, 1,100원  ${orderId}`);
    expect(out).toContain(`09:00:00  bridge   ← requestOneTimePurchase purchased  ${orderId}`);
    expect(out.every((line) => !line.includes('\n'))).toBe(true);
  });

  test('prints one JSON object for each event, for a program', () => {
    print({ json: true });
    sandbox.wire.publish({ type: 'push.sent', userKey: 'u', text: '안녕' });
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ type: 'push.sent', seq: 1 });
  });

  test('prints nothing when it is set to quiet, except a failure of the sandbox itself', () => {
    print({ quiet: true });
    sandbox.wire.publish({ type: 'push.sent', userKey: 'u', text: 'a' });
    sandbox.wire.publish({ type: 'sandbox.failed', where: 'GET /orders', message: 'Error: a defect' });
    expect([out, errors]).toEqual([[], [expect.stringContaining('GET /orders: Error: a defect')]]);
  });

  test('prints no more than is read, and counts what it leaves out', () => {
    print();
    const push = () => sandbox.wire.publish({ type: 'push.sent', userKey: 'u', text: 'a' });
    unread = 2_000_000;
    push();
    push();
    expect(out).toEqual([]);
    unread = 0;
    push();
    expect(out).toEqual(['… 2 lines were left out', expect.stringContaining('push')]);
  });
});
