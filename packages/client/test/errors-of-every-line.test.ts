import { createIapClient, getProductItemList, IAP, type IapError, setBridge } from '@ait-iap/client';
import { IAP_ERROR_CODES } from '@ait-iap/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { FAILING_BRIDGES, type Failing } from './support/failing-bridges.js';

const named = (error: Error, fields: object) => Object.assign(error, fields);

/** How each line of the SDK, and what was seen in the field, says a code. */
const SHAPES: Record<string, (code: string) => unknown> = {
  'an error with `code`': (code) => named(new Error('앱이 거절했어요'), { code }),
  'an object with `code`': (code) => ({ code, message: '앱이 거절했어요' }),
  'an object with `errorCode`': (errorCode) => ({ errorCode }),
  'an error with `errorCode`': (errorCode) => named(new Error('실패했어요'), { errorCode }),
  'an object with `error.code`': (code) => ({ error: { code, message: '실패했어요' } }),
  'an object with `error.errorCode`': (errorCode) => ({ error: { errorCode } }),
  'a text in `error`': (error) => ({ error }),
  'an error whose `name` it is': (name) => named(new Error('앱을 업데이트해 주세요'), { name }),
  'a word in the message': (code) => new Error(`Purchase failed: [${code}] by the app`),
  'JSON in the message': (code) => new Error(JSON.stringify({ resultType: 'FAIL', error: { code } })),
  'a text': (code) => code,
  'a text in JSON': (code) => JSON.stringify({ code }),
  'the cause of an error': (code) => named(new Error('구매 실패'), { cause: { code, message: '앱' } }),
  'the cause of a cause': (code) => named(new Error('a'), { cause: { message: 'b', cause: code } }),
  'an object with `data.code`': (code) => ({ message: '', data: { code } }),
  'an error inside an error': (code) => ({ error: { message: '실패했어요', error: { errorCode: code } } }),
  'small letters': (code) => ({ code: code.toLowerCase() }),
  'words with spaces': (code) => ({ code: code.toLowerCase().replaceAll('_', ' ') }),
};

afterEach(() => setBridge(undefined));

const buyWith = (bridge: ReturnType<(typeof FAILING_BRIDGES)[string]>) =>
  createIapClient({ bridge }).purchase('sku', { grant: () => true });

describe.each(Object.entries(FAILING_BRIDGES))('an error that comes through %s', (_, bridgeThatFails) => {
  describe.each(['thrown at once', 'answered'] as const)('that is %s', (failing: Failing) => {
    it.each(Object.entries(SHAPES))('is understood as %s, in a list', async (_shape, make) => {
      for (const code of ['NETWORK_ERROR', 'UNSUPPORTED_OS_VERSION']) {
        const bridge = bridgeThatFails(make(code), failing);
        await expect(createIapClient({ bridge }).products()).rejects.toMatchObject({ code, charged: 'no' });
        setBridge(bridge);
        await expect(getProductItemList()).rejects.toMatchObject({ code, charged: 'no' });
      }
    });

    it.each(Object.entries(SHAPES))('is understood as %s, in a purchase', async (_shape, make) => {
      for (const code of ['USER_CANCELED', 'UNSUPPORTED_APP_VERSION']) {
        const bridge = bridgeThatFails(make(code), failing);
        expect(await buyWith(bridge)).toMatchObject({ error: { code, charged: 'no' } });
        setBridge(bridgeThatFails(make(code), failing));
        const error = await new Promise((onError) => {
          IAP.createOneTimePurchaseOrder({
            options: { sku: 'sku', processProductGrant: () => true },
            onEvent() {},
            onError,
          });
        });
        expect(error).toMatchObject({ code, charged: 'no' });
      }
    });

    it.each(IAP_ERROR_CODES)('keeps the code %s', async (code) => {
      expect(await buyWith(bridgeThatFails({ code }, failing))).toMatchObject({ error: { code } });
    });

    it('reads USER_CANCELLED with two L as a cancellation', async () => {
      for (const make of Object.values(SHAPES)) {
        expect(await buyWith(bridgeThatFails(make('USER_CANCELLED'), failing))).toMatchObject({
          status: 'canceled',
          error: { code: 'USER_CANCELED' },
        });
      }
    });

    it.each([
      [
        'apps-in-toss 웹뷰 환경이 아니에요. 토스 앱 안에서만 호출할 수 있어요.',
        { code: 'BRIDGE_NOT_FOUND', retryable: false },
      ],
      ['Too many app bridge calls from this method.', { code: 'APP_BRIDGE_THROTTLED', retryable: true }],
    ])('reads the sentence of 3.x: %s', async (text, expected) => {
      const bridge = bridgeThatFails(new Error(text), failing);
      const error = { ...expected, charged: 'no' };
      await expect(createIapClient({ bridge }).products()).rejects.toMatchObject(error);
      expect(await buyWith(bridge)).toMatchObject({ error });
    });

    it('keeps the raw word of an unknown code, and treats it with care when the sheet may have opened', async () => {
      for (const shape of ['an error with `code`', 'an object with `error.code`', 'a text in JSON']) {
        const outcome = await buyWith(bridgeThatFails(SHAPES[shape]?.('SomethingNew'), failing));
        expect(outcome).toMatchObject({
          error: { code: 'SomethingNew', charged: failing === 'answered' ? 'unknown' : 'no' },
        });
      }
    });

    it.each([undefined, null, 0, 7, '', {}, [], new Error(''), { code: 7 }, { error: null }])(
      'is an IapError, with what was thrown as its cause, for %j',
      async (thrown) => {
        const { error } = (await buyWith(bridgeThatFails(thrown, failing))) as { error: IapError };
        expect(error).toMatchObject({ name: 'IapError', charged: failing === 'answered' ? 'unknown' : 'no' });
        expect(error.userMessage.ko).toMatch(/요\.$/);
      },
    );

    it('says not charged when the order sheet cannot have opened, and unknown when it may have', async () => {
      const outcome = await buyWith(bridgeThatFails({ code: 'NETWORK_ERROR' }, failing));
      expect(outcome).toMatchObject({
        error: { code: 'NETWORK_ERROR', charged: failing === 'answered' ? 'unknown' : 'no' },
      });
    });
  });
});
