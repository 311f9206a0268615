import { GET_ORDER_STATUS_PATH, USER_KEY_HEADER } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';

let sandbox: Sandbox;
let orderId: string;
beforeEach(() => {
  sandbox = createSandbox();
  orderId = sandbox.console.purchase({ userKey: 'u', sku: 'ait.sandbox.consumable-1' }).orderId;
});
afterEach(() => sandbox.close());

const ask = (fault?: string) =>
  sandbox.partnerApi(
    new Request(`https://sandbox.test${GET_ORDER_STATUS_PATH}`, {
      method: 'POST',
      headers: { [USER_KEY_HEADER]: 'u', ...(fault !== undefined && { 'x-ait-iap-fault': fault }) },
      body: JSON.stringify({ orderId }),
    }),
  );
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes; the expectations say which.
const answer = async (fault?: string): Promise<any> => (await ask(fault)).json();

describe('a fault by header', () => {
  test('strikes this request only, and leaves no trace in the world', async () => {
    const before = sandbox.world.store.lastSeq();
    expect((await ask('order-status-500')).status).toBe(500);
    expect((await answer()).success.status).toBe('PURCHASED');
    expect(await answer('order-status-fail; errorCode=4050')).toMatchObject({ error: { errorCode: '4050' } });
    await expect(ask('order-status-cut')).rejects.toThrow();
    expect([sandbox.world.store.lastSeq(), sandbox.faults.list()]).toEqual([before, []]);
    expect(sandbox.wire.recent({ types: ['fault.struck'] })).toHaveLength(3);
  });

  test.each([['earthquake'], ['purchase-error'], ['order-status-late; delay=soon']])(
    'is refused with a message when it would have no effect: %s',
    async (fault) => {
      const given = await ask(fault);
      expect(given.status).toBe(400);
      expect(await given.json()).toMatchObject({
        resultType: 'FAIL',
        error: { errorCode: 'INVALID_FAULT', reason: expect.stringContaining('x-ait-iap-fault') },
      });
    },
  );
});
