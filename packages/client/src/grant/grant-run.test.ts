import { describe, expect, it, vi } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';
import { routeIapError } from '../errors/route-iap-error.js';
import { httpGrant } from '../http-grant/http-grant.js';

describe('the deadline of a grant', () => {
  it('answers no at the deadline and tells the callback to stop', async () => {
    const { iap, bridge, clock, pending } = lab();
    let signal: AbortSignal | undefined;
    void iap.purchase(SKU, {
      grant: (order) => {
        signal = order.signal;
        expect(order.deadline - clock.now()).toBe(25_000);
        return new Promise(() => {});
      },
    });
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await clock.advance(24_999);
    expect(bridge.count('processProductGrant')).toBe(0);
    await clock.advance(1);
    expect(bridge.calls.at(-1)?.args).toEqual([{ orderId: ORDER, isProductGranted: false }]);
    expect(signal?.aborted).toBe(true);
  });

  it('can be made shorter, but not longer than the host waits', async () => {
    for (const [grantTimeoutMs, expected] of [
      [5_000, 5_000],
      [60_000, 25_000],
      [Number.NaN, 25_000],
    ] as const) {
      const { iap, bridge, clock } = lab();
      let remaining = 0;
      void iap.purchase(SKU, {
        grantTimeoutMs,
        grant: ({ deadline }) => {
          remaining = deadline - clock.now();
          return true;
        },
      });
      await settled();
      bridge.sheet.purchased(ORDER);
      await settled();
      expect(remaining).toBe(expected);
    }
  });

  it('is kept by the clock when the timers of the hidden page sleep', async () => {
    const { iap, bridge, clock, pending } = lab();
    let resolve: (granted: boolean) => void = () => {};
    void iap.purchase(SKU, {
      grant: () =>
        new Promise((done) => {
          resolve = done;
        }),
    });
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await settled();
    clock.jump(26_000);
    resolve(true);
    await settled();
    expect(bridge.calls.filter(({ functionName }) => functionName === 'processProductGrant')).toEqual([
      { functionName: 'processProductGrant', args: [{ orderId: ORDER, isProductGranted: false }] },
    ]);
  });

  it('does not start a second run of a callback that hangs when the host says that nothing was granted', async () => {
    const { iap, bridge, clock, pending } = lab();
    const grant = vi.fn(() => new Promise<boolean>(() => {}));
    const outcome = iap.purchase(SKU, { grant });
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await clock.advance(25_000);
    bridge.sheet.fail('PRODUCT_NOT_GRANTED_BY_PARTNER');
    await clock.advance(25_000);
    expect(await outcome).toMatchObject({ status: 'pending', orderId: ORDER });
    expect(grant).toHaveBeenCalledOnce();
    expect(clock.sleepers).toBe(0);
  });

  it('does not run the callback again after a late yes, and closes the order by its id', async () => {
    const { iap, bridge, clock, pending } = lab();
    let resolve: (granted: boolean) => void = () => {};
    const grant = vi.fn(
      () =>
        new Promise<boolean>((done) => {
          resolve = done;
        }),
    );
    const outcome = iap.purchase(SKU, { grant });
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await clock.advance(25_000);
    resolve(true);
    bridge.sheet.fail('PRODUCT_NOT_GRANTED_BY_PARTNER');
    expect(await outcome).toMatchObject({ status: 'granted', orderId: ORDER });
    expect(grant).toHaveBeenCalledOnce();
    expect(pending.size).toBe(0);
    expect(clock.sleepers).toBe(0);
  });
});

describe('a grant that never settles', () => {
  it.each([
    ['hangs', () => new Promise<boolean>(() => {})],
    ['throws late', undefined],
  ])('keeps the page for thirty seconds at most: one that %s', async (_, callback) => {
    const { iap, bridge, clock, pending } = lab();
    const grant = callback ?? (() => clock.sleep(24_000).then(() => Promise.reject(new Error('down'))));
    const ended = vi.fn();
    void iap.purchase(SKU, { grant }).then(ended);
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await clock.advance(25_000);
    bridge.sheet.fail('PRODUCT_NOT_GRANTED_BY_PARTNER');
    await clock.advance(5_000);
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ status: 'pending' }));
  });

  it('keeps the page for five more seconds when the Toss app does not answer the no', async () => {
    const { iap, bridge, clock, pending } = lab();
    const ended = vi.fn();
    void iap.purchase(SKU, { grant: () => new Promise(() => {}) }).then(ended);
    await settled();
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await clock.advance(35_000);
    expect(ended).toHaveBeenCalledOnce();
    expect(bridge.listeners).toBe(0);
    expect(clock.sleepers).toBe(0);
  });
});

describe('a recovery', () => {
  it('gives each grant the time that the caller set', async () => {
    const { iap, clock, pending } = lab();
    pending.set(ORDER, SKU);
    const report = iap.recover({ grant: () => new Promise(() => {}), grantTimeoutMs: 2_000 });
    await clock.advance(2_000);
    expect((await report).orders).toMatchObject([{ orderId: ORDER, status: 'pending' }]);
  });
});

describe('why a grant failed', () => {
  it.each([
    ['threw', () => Promise.reject(new Error('database is down')), 'database is down'],
    ['answered 401', () => new Response(null, { status: 401 }), 'a response with status 401'],
    ['answered nothing', () => undefined, 'answered undefined'],
  ])('is on the console, in the text for developers and in the JSON: it %s', async (_, grant, reason) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { iap, pending } = lab();
    pending.set(ORDER, SKU);
    const outcome = await iap.purchase(SKU, { grant: grant as unknown as () => boolean });
    if (outcome.status !== 'pending') throw new Error(outcome.status);
    expect(outcome.error.developerMessage).toContain(reason);
    expect(JSON.stringify(outcome.error)).toContain(reason);
    expect(warn.mock.calls.join()).toContain(reason);
    warn.mockRestore();
  });

  it('leads to the route for GRANT_UNAVAILABLE when the backend could not be asked', async () => {
    const { iap, pending, clock } = lab();
    pending.set(ORDER, SKU);
    const grant = httpGrant({
      clock,
      url: 'https://api.example.com',
      fetch: async () => new Response('', { status: 401 }),
    });
    const outcome = await iap.purchase(SKU, { grant });
    if (outcome.status !== 'pending') throw new Error(outcome.status);
    expect(outcome.error.message).toContain('the backend answered 401');
    const routed = routeIapError(outcome.error, {
      GRANT_UNAVAILABLE: ({ orderId, charged }) => ({ orderId, charged }),
      PRODUCT_NOT_GRANTED_BY_PARTNER: () => 'the platform code',
      default: () => 'default',
    });
    expect(routed).toEqual({ orderId: ORDER, charged: 'yes' });
    const refused = await iap.purchase(SKU, { grant: () => false });
    if (refused.status !== 'pending') throw new Error(refused.status);
    expect(routeIapError(refused.error, { GRANT_UNAVAILABLE: () => 1, default: () => 2 })).toBe(2);
  });
});

describe('a grant callback whose answer is not a decision', () => {
  it.each([undefined, null, 'ok', 1, new Response('{}'), () => true])(
    'is named in the error of the order that stays pending: %s',
    async (answer) => {
      const { iap, bridge, pending } = lab();
      const grant = (() => answer) as unknown as () => boolean;
      const outcome = iap.purchase(SKU, { grant });
      await settled();
      pending.set(ORDER, SKU);
      bridge.sheet.purchased(ORDER);
      await settled();
      expect(bridge.calls).toContainEqual({
        functionName: 'processProductGrant',
        args: [{ orderId: ORDER, isProductGranted: false }],
      });
      bridge.sheet.fail('PRODUCT_NOT_GRANTED_BY_PARTNER');
      const reason = { error: { cause: { message: expect.stringContaining('Answer true or false') } } };
      expect(await outcome).toMatchObject({ status: 'pending', orderId: ORDER, ...reason });
      expect((await iap.recover({ grant })).orders).toMatchObject([{ status: 'pending', ...reason }]);
    },
  );

  it('is not named there when it answers false', async () => {
    const { iap, pending } = lab();
    pending.set(ORDER, SKU);
    for (const answer of [false, 'refused'] as const) {
      const { orders } = await iap.recover({ grant: () => answer });
      expect(orders).toMatchObject([{ status: 'pending', error: { cause: undefined } }]);
    }
  });
});
