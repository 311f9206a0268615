import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ScriptedPartner } from './scripted-partner.js';

const USER = 'user-1';

const REFUSED: readonly [string, () => unknown][] = [
  ['false', () => false],
  ['a promise of false', async () => false],
  ['a failed Response', () => new Response('', { status: 500 })],
  ['a promise of a failed Response', async () => new Response('', { status: 404 })],
  ['an object that is not ok', () => ({ ok: false, reason: 'sold out' })],
  ['an object without success', () => ({ success: false })],
  ['a response of another library with a failed status', () => ({ statusCode: 503, body: '' })],
  [
    'a response of another library with a status and its text',
    () => ({ status: 500, statusText: 'Internal Server Error', data: '' }),
  ],
  [
    'the error of a library that does not throw',
    () => ({
      data: null,
      error: { message: 'duplicate key', code: '23505' },
      status: 409,
      statusText: 'Conflict',
    }),
  ],
  ['an error beside data', () => ({ data: undefined, error: new Error('sold out') })],
  ['a list of errors beside data', () => ({ data: null, errors: [{ message: 'sold out' }] })],
  [
    'a result that says that it is an error',
    () => ({ isErr: () => true, isOk: () => false, error: 'sold out' }),
  ],
  ['an Error', () => new Error('sold out')],
  ['a query that was not executed', () => ({ execute: () => undefined, compile: () => undefined })],
  ['a function', () => () => undefined],
  [
    'a generator',
    () =>
      (function* () {
        yield 1;
      })(),
  ],
  ['a list with a failed Response', () => Promise.all([1, new Response('', { status: 500 })])],
  ['a list of settled promises with a rejected one', () => Promise.allSettled([Promise.reject(new Error())])],
];

const TAKEN: readonly [string, () => unknown][] = [
  ['nothing', () => undefined],
  ['null', () => null],
  ['0', () => 0],
  ['an empty text', () => ''],
  ['true', () => true],
  ['a good Response', () => new Response()],
  ['rows, of which one has a column called ok', () => [{ ok: false }]],
  ['a row with columns called error and status', () => ({ error: 'none so far', errors: [], status: 500 })],
  [
    'the answer of a library that does not throw',
    () => ({ data: [], error: null, status: 201, statusText: 'Created' }),
  ],
  ['a result that says that it is not an error', () => ({ isErr: () => false, isOk: () => true, value: 1 })],
  ['an object like that of a driver', () => ({ rows: [], rowCount: 1, command: 'INSERT' })],
];

/** What a fulfilment hears of a callback's answer, whatever the ledger lives in. */
export function describeCallbackContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`the answer of a callback on ${name}`, () => {
    let harness: LedgerHarness<Tx>;
    const orderId = createOrderId();
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());

    const make = (answers: { onGrant?: () => unknown; onRevoke?: () => unknown }) => {
      const partner = new ScriptedPartner().say(orderId, {}, USER);
      const fulfillment = createFulfillment<Tx>({
        partner,
        store: harness.store,
        onGrant: async (tx, order) => {
          await harness.addItem(tx, order);
          return answers.onGrant?.();
        },
        onRevoke: async (tx, order) => {
          await harness.removeItem(tx, order);
          return answers.onRevoke?.();
        },
      });
      return { partner, fulfillment };
    };

    it.each(REFUSED)('rolls back what onGrant has written when it answers %s', async (_, onGrant) => {
      const { fulfillment } = make({ onGrant });
      const failure = await fulfillment.grant({ orderId, userKey: USER }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'GRANT_CALLBACK_FAILED', retryable: true });
      expect((failure as Error).message).toContain('onGrant: it answered');
      expect(await harness.items()).toEqual([]);
      expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'none' });
      expect((await fulfillment.timeline(orderId)).map(({ kind }) => kind)).toContain('callback_failed');
    });

    it.each(TAKEN)('grants when onGrant answers %s', async (_, onGrant) => {
      const { fulfillment } = make({ onGrant });
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({ outcome: 'granted' });
      expect(await harness.items()).toHaveLength(1);
    });

    it('rolls back what onRevoke has written when it answers false, and tries again', async () => {
      let refuses = true;
      const { partner, fulfillment } = make({ onRevoke: () => !refuses });
      await fulfillment.grant({ orderId, userKey: USER });
      partner.say(orderId, { status: 'REFUNDED' }, USER);
      await expect(fulfillment.refresh({ orderId })).rejects.toMatchObject({ code: 'GRANT_CALLBACK_FAILED' });
      expect(await harness.items()).toHaveLength(1);
      refuses = false;
      expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'revoked' });
      expect(await harness.items()).toEqual([]);
    });

    it('does not treat a failed answer of another system as an acknowledgement', async () => {
      const partner = new ScriptedPartner().say(orderId, {}, USER);
      let status = 500;
      const call = async () => new Response('', { status });
      const fulfillment = createFulfillment<Tx>({
        partner,
        store: harness.store,
        externalGrant: { deliver: call, withdraw: call },
      });
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({ outcome: 'pending' });
      expect(await fulfillment.backlog()).toMatchObject({ undelivered: 1 });
      status = 200;
      partner.say(orderId, { status: 'REFUNDED' }, USER);
      await fulfillment.refresh({ orderId });
      expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'revoked' });
    });
  });
}
