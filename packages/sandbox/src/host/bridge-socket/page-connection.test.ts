import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox } from '../../sandbox/create-sandbox.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { PageConnection } from './page-connection.js';
import type { FromPage, PagePayment, ToPage } from './wire.js';

const SKU = 'ait.sandbox.consumable-1';

let sandbox: Sandbox;
let sent: ToPage[];
let connection: PageConnection;
beforeEach(() => {
  sandbox = createSandbox();
  sent = [];
  connection = new PageConnection({
    openHost: (options) => sandbox.bridge(options),
    send: (message) => sent.push(message),
  });
});
afterEach(() => sandbox.close());

const say = (message: FromPage) => connection.receive(JSON.stringify(message));
const hello = (payment: PagePayment): FromPage => ({
  kind: 'hello',
  device: { userKey: 'u', environment: 'sandbox', platform: 'android', appVersion: '5.300.0', deviceId: 'd' },
  payment,
});
const tap = (eventId = 'e') =>
  say({
    kind: 'message',
    message: {
      type: 'addEventListener',
      functionName: 'requestOneTimePurchase',
      eventId,
      args: { sku: SKU },
    },
  });
const sheets = () => sent.filter((message) => message.kind === 'sheet');
const topics = () => sent.flatMap((message) => (message.kind === 'emit' ? [message.topic] : []));
const states = () => sandbox.orders().map(({ state }) => state);

describe('a page connection', () => {
  test('asks the page about each order sheet, and pays only on the one that is approved', async () => {
    say(hello('ask'));
    tap('one');
    tap('two');
    await expect.poll(sheets).toHaveLength(2);
    say({ kind: 'decision', sheetId: 2, decision: 'approve' });
    say({ kind: 'decision', sheetId: 1, decision: 'cancel' });
    await sandbox.idle();
    expect(states()).toEqual(['FAILED', 'PAYMENT_COMPLETED']);
    expect(topics()).toEqual(['requestOneTimePurchase/onEvent/two', 'requestOneTimePurchase/onError/one']);
  });

  test('ignores a second decision about a sheet, and a decision about a sheet that never existed', async () => {
    say(hello('ask'));
    tap();
    await expect.poll(sheets).toHaveLength(1);
    say({ kind: 'decision', sheetId: 9, decision: 'approve' });
    say({ kind: 'decision', sheetId: 1, decision: 'cancel' });
    say({ kind: 'decision', sheetId: 1, decision: 'approve' });
    await sandbox.idle();
    expect(states()).toEqual(['FAILED']);
  });

  test('cancels the open sheet of a page that has disconnected, and tells it to close', async () => {
    say(hello('ask'));
    tap();
    await expect.poll(sheets).toHaveLength(1);
    connection.close();
    await sandbox.idle();
    expect(states()).toEqual(['FAILED']);
    expect(sent.at(-1)).toEqual({ kind: 'closeSheet', sheetId: 1 });
  });

  test('keeps a paid sheet open until just before the last message about its order', async () => {
    say(hello('ask'));
    tap();
    await expect.poll(sheets).toHaveLength(1);
    say({ kind: 'decision', sheetId: 1, decision: 'approve' });
    await sandbox.idle();
    expect(sent.map(({ kind }) => kind)).toEqual(['sheet', 'emit']);
    const args = [{ orderId: sandbox.orders()[0]?.orderId, isProductGranted: true }];
    say({
      kind: 'message',
      message: { type: 'method', functionName: 'processProductGrant', eventId: 'g', args },
    });
    await sandbox.idle();
    const told = sent.map((message) => (message.kind === 'emit' ? message.topic : message.kind));
    expect(told.slice(2)).toEqual([
      'closeSheet',
      'requestOneTimePurchase/onEvent/e',
      'processProductGrant/resolve/g',
    ]);
  });

  test('asks no person when the tag of the page has decided', async () => {
    say(hello('approve'));
    tap();
    await sandbox.idle();
    expect(sheets()).toEqual([]);
    expect(states()).toEqual(['PAYMENT_COMPLETED']);
  });

  test.each([
    ['text that is not JSON', 'hello'],
    ['an unknown kind of message', '{"kind":"shout"}'],
    ['a message before the page has introduced itself', '{"kind":"message","message":{}}'],
    ['an unknown platform', JSON.stringify(hello('ask')).replace('android', 'windows')],
    ['an impossible user key', JSON.stringify(hello('ask')).replace('"u"', '"a b"')],
  ])('refuses with a message: %s', (_name, text) => {
    expect(connection.receive(text)).toMatch(/\. .+\.(?: \(.+요\.\))?$/);
  });

  test('refuses a page that introduces itself twice', () => {
    expect(say(hello('ask'))).toBeUndefined();
    expect(say(hello('ask'))).toMatch(/twice/);
  });

  test('survives anything that a page may send', async () => {
    const message = fc.oneof(
      fc.string(),
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc
        .record({ kind: fc.constantFrom('message', 'hello', 'decision'), message: fc.jsonValue() })
        .map((value) => JSON.stringify(value)),
      fc
        .record({
          type: fc.constantFrom('method', 'addEventListener', 'removeEventListener'),
          functionName: fc.constantFrom(
            'requestOneTimePurchase',
            'processProductGrant',
            'setStorageItem',
            '__proto__',
          ),
          eventId: fc.string(),
          args: fc.jsonValue(),
        })
        .map((value) => JSON.stringify({ kind: 'message', message: value })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 20 }), async (texts) => {
        const own = new PageConnection({ openHost: (options) => sandbox.bridge(options), send: () => {} });
        own.receive(JSON.stringify(hello('approve')));
        for (const text of texts) own.receive(text);
        await sandbox.idle();
        own.close();
      }),
      { numRuns: 200 },
    );
    expect(states()).not.toContain('PURCHASED');
  });
});
