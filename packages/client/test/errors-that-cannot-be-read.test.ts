import { runInNewContext } from 'node:vm';
import {
  createIapClient,
  errorPage,
  type IapBridge,
  isIapError,
  routeIapError,
  toIapError,
} from '@ait-iap/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FAILING_BRIDGES, type Failing } from './support/failing-bridges.js';
import { lab, ORDER, SKU } from './support/lab.js';
import { settled } from './support/manual-clock.js';

const fail = () => {
  throw new Error('not to be read');
};
const withoutPrototype = (fields: object) => Object.assign(Object.create(null), fields);

/** What somebody may throw, or answer, that breaks who reads it. */
const ODD: Record<string, unknown> = {
  'an object without a prototype': withoutPrototype({ reason: 'sold out' }),
  'a message without a prototype': { message: withoutPrototype({}) },
  'a code that is a getter that throws': Object.defineProperty({}, 'code', { get: fail }),
  'a message that is a getter that throws': Object.defineProperty(new Error('a'), 'message', { get: fail }),
  'a text that throws': { toString: fail },
  'a proxy that throws': new Proxy({}, { get: fail }),
  'a proxy without a prototype to look at': new Proxy({}, { getPrototypeOf: fail }),
  'a proxy that was revoked': revoked(),
  'an object inside itself': insideItself(),
  'a symbol': Symbol('code'),
  'a bigint': 5n,
  'a function': fail,
  'a frozen error': Object.freeze(new Error('frozen')),
  'an error of another realm': runInNewContext('new Error("from a frame")'),
  'a DOMException': new DOMException('aborted', 'AbortError'),
};

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function insideItself(): object {
  const error: Record<string, unknown> = {};
  return Object.assign(error, { error, cause: error, message: error });
}

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

const everyOddThing = Object.entries(ODD);

describe('an error that cannot be read', () => {
  it.each(everyOddThing)(
    'becomes an IapError that may have cost money, with a page and a route: %s',
    (_, thrown) => {
      const error = toIapError(thrown, 'buy');
      expect(isIapError(error)).toBe(true);
      expect(error.charged).toBe('unknown');
      expect(errorPage(thrown).body.ko).toMatch(/요\.$/);
      expect(routeIapError(thrown, { default: ({ code }) => code })).toBe(error.code);
      expect(routeIapError(Object.assign(error, { cause: thrown }), { default: () => 'routed' })).toBe(
        'routed',
      );
    },
  );

  it.each(everyOddThing)(
    'from a grant callback leaves a paid order answered and with an outcome: %s',
    async (_, thrown) => {
      for (const grant of [() => Promise.reject(thrown), () => thrown as boolean]) {
        const { iap, bridge, clock, pending, start } = lab();
        const ended = vi.fn();
        void iap.purchase(SKU, { grant }).then(ended);
        await settled();
        pending.set(ORDER, SKU);
        bridge.sheet.purchased(ORDER);
        await settled();
        expect(bridge.calls.at(-1)?.args).toEqual([{ orderId: ORDER, isProductGranted: false }]);
        bridge.sheet.fail('PRODUCT_NOT_GRANTED_BY_PARTNER');
        await clock.advance(30_000);
        expect(ended).toHaveBeenCalledExactlyOnceWith(
          expect.objectContaining({ status: 'pending', orderId: ORDER }),
        );
        expect((await start().iap.recover({ grant })).orders).toMatchObject([{ status: 'pending' }]);
        expect(await start().iap.purchase(SKU, { grant: () => true })).toMatchObject({ status: 'granted' });
      }
    },
  );

  describe.each(Object.entries(FAILING_BRIDGES))('over %s', (_, bridgeThatFails) => {
    const BY_WIRE = 'the bridge of the WebView';
    it.each(everyOddThing)('does not keep a purchase or a list waiting: %s', async (_thing, thrown) => {
      for (const failing of ['thrown at once', 'answered'] as const satisfies Failing[]) {
        // What crosses as JSON can be read.
        if (_ === BY_WIRE && failing === 'answered') continue;
        const iap = createIapClient({ bridge: bridgeThatFails(thrown, failing) as IapBridge });
        const charged = failing === 'answered' ? 'unknown' : 'no';
        expect(await iap.purchase('sku', { grant: () => true })).toMatchObject({
          status: 'failed',
          error: { charged },
        });
        await expect(iap.products()).rejects.toSatisfy(isIapError);
      }
    });
  });
});

describe('an error inside our code after the payment', () => {
  it('still leads to an outcome, and leaves the order to recovery', async () => {
    const { iap, bridge, pending } = lab();
    // A time limit that no type allows and that cannot be calculated with.
    const outcome = iap.purchase(SKU, { grant: () => true, grantTimeoutMs: 5n as unknown as number });
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    expect(await outcome).toMatchObject({ status: 'pending', orderId: ORDER, error: { charged: 'yes' } });
    expect(await iap.purchase(SKU, { grant: () => true })).toMatchObject({
      status: 'granted',
      recovered: true,
    });
  });
});
