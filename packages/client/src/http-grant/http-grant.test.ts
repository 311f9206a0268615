import { describe, expect, it, vi } from 'vitest';
import { manualClock, settled } from '../../test/support/manual-clock.js';
import { httpGrant } from './http-grant.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';

type Answer = Response | Error | (() => Promise<Response>);

function lab(...answers: Answer[]) {
  const clock = manualClock();
  const requests: { url: string; init: RequestInit; body: Record<string, unknown> }[] = [];
  const fetch = vi.fn(async (url: string | URL | Request, init: RequestInit = {}) => {
    requests.push({ url: String(url), init, body: JSON.parse(String(init.body)) });
    const answer = answers.shift() ?? new Error('no more answers');
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? answer() : answer;
  });
  const grant = httpGrant({
    url: 'https://backend.test/grant',
    clock,
    fetch,
    headers: () => ({ 'x-session': 's' }),
  });
  return { clock, requests, grant, fetch };
}

const says = (outcome: unknown, orderId = ORDER) => Response.json({ orderId, outcome });

describe('httpGrant', () => {
  it('asks with the order, the product, the session and the time that is left', async () => {
    const { grant, requests, clock } = lab(says('granted'));
    expect(
      await grant({ orderId: ORDER, sku: 'sku', subscriptionId: 'sub', deadline: clock.now() + 20_000 }),
    ).toBe(true);
    expect(requests[0]?.body).toEqual({
      orderId: ORDER,
      sku: 'sku',
      subscriptionId: 'sub',
      remainingMs: 20_000,
    });
    const headers = new Headers(requests[0]?.init.headers);
    expect(headers.get('x-session')).toBe('s');
    expect(headers.get('content-type')).toBe('application/json');
  });

  it.each([
    ['granted', true],
    ['already_granted', true],
    ['refused', false],
  ])('answers for the outcome %s: %s', async (outcome, expected) => {
    expect(await lab(says(outcome)).grant({ orderId: ORDER })).toBe(expected);
  });

  it.each([
    ['an order that the backend cannot decide yet', says('pending')],
    ['an outcome of a newer backend', says('a_word_of_a_newer_backend')],
    ['an answer for another order', Response.json({ orderId: 'other', outcome: 'granted' })],
    ['an answer without an outcome', Response.json({ orderId: ORDER })],
    ['an answer that is null', Response.json(null)],
    ['a 201', Response.json({ orderId: ORDER, outcome: 'granted' }, { status: 201 })],
    ['a 401', Response.json({ orderId: ORDER, outcome: 'granted' }, { status: 401 })],
    ['a 500', Response.json({ orderId: ORDER, outcome: 'granted' }, { status: 500 })],
  ])('does not treat %s as an answer', async (_, response) => {
    const { grant, requests } = lab(response);
    await expect(grant({ orderId: ORDER })).rejects.toMatchObject({
      code: 'GRANT_UNAVAILABLE',
      orderId: ORDER,
    });
    expect(requests).toHaveLength(1);
  });

  it.each([undefined, {}, { url: undefined }, { url: '' }, 'https://backend.test/grant'])(
    'says at once that there is no address, and not only after a payment: %j',
    (options) => {
      expect(() => httpGrant(options as never)).toThrow(/Failed to make a grant callback: url is missing/);
    },
  );

  it('treats the same order id in capitals as the same order', async () => {
    expect(await lab(says('granted', ORDER)).grant({ orderId: ORDER.toUpperCase() })).toBe(true);
  });

  it('tries again after a lost connection, a proxy without a backend, and a body that broke off', async () => {
    const { grant, requests, clock } = lab(
      new TypeError('connection lost'),
      new Response('bad gateway', { status: 502 }),
      new Response('{"orderId":'),
      says('granted'),
    );
    const answer = grant({ orderId: ORDER, deadline: clock.now() + 20_000 });
    await clock.advance(5_000);
    expect(await answer).toBe(true);
    expect(requests.map(({ body }) => body.orderId)).toEqual([ORDER, ORDER, ORDER, ORDER]);
    expect(requests.map(({ body }) => body.remainingMs)).toEqual([20_000, 19_750, 19_250, 18_250]);
    expect(clock.sleepers).toBe(0);
  });

  it('reports why the headers could not be made, after the last try', async () => {
    const why = new Error('no session');
    const headers = vi.fn(() => Promise.reject(why));
    const { clock, fetch } = lab();
    const answer = httpGrant({ url: 'https://backend.test/grant', clock, fetch, headers })({
      orderId: ORDER,
    });
    const rejection = expect(answer).rejects.toMatchObject({
      code: 'GRANT_UNAVAILABLE',
      orderId: ORDER,
      cause: why,
    });
    await clock.advance(5_000);
    await rejection;
    expect(headers).toHaveBeenCalledTimes(5);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('gives up at the deadline and cuts the request off', async () => {
    const { grant, requests, clock } = lab(() => new Promise(() => {}));
    const answer = grant({ orderId: ORDER, deadline: clock.now() + 3_000 });
    const rejection = expect(answer).rejects.toMatchObject({ code: 'GRANT_UNAVAILABLE', charged: 'yes' });
    await clock.advance(3_000);
    await rejection;
    expect(requests[0]?.init.signal?.aborted).toBe(true);
    expect(clock.sleepers).toBe(0);
  });

  it('ignores a yes that comes after the deadline, also when the timer has not run', async () => {
    let release: (response: Response) => void = () => {};
    const { grant, clock } = lab(
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    const answer = grant({ orderId: ORDER, deadline: clock.now() + 3_000 });
    const rejection = expect(answer).rejects.toMatchObject({ code: 'GRANT_UNAVAILABLE' });
    await settled();
    clock.jump(3_001);
    release(says('granted'));
    await rejection;
  });

  it('sends no request when no time is left', async () => {
    const { grant, requests, clock } = lab(says('granted'));
    await expect(grant({ orderId: ORDER, deadline: clock.now() })).rejects.toMatchObject({
      code: 'GRANT_UNAVAILABLE',
    });
    expect(requests).toEqual([]);
  });

  it('cuts the request off when the caller gives up', async () => {
    const controller = new AbortController();
    const { grant, requests } = lab(() => new Promise(() => {}));
    void grant({ orderId: ORDER, signal: controller.signal }).catch(() => {});
    await settled();
    controller.abort();
    expect(requests[0]?.init.signal?.aborted).toBe(true);
  });
});
