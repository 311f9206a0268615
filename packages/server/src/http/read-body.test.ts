import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/support/manual-clock.js';
import { readBody } from './read-body.js';
import { RequestProblem } from './request-problem.js';

const URL = 'https://partner.test/iap/grant';

/** A request whose body a test sends piece by piece. */
function slowRequest(headers: Record<string, string> = {}) {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  let canceled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (started) => {
      controller = started;
    },
    cancel: () => {
      canceled = true;
    },
  });
  const request = new Request(URL, { method: 'POST', body, headers, duplex: 'half' });
  const send = (text: string) => controller.enqueue(new TextEncoder().encode(text));
  const fail = (error: unknown) => controller.error(error);
  return { request, send, end: () => controller.close(), fail, isCanceled: () => canceled };
}

const clock = () => new ManualClock();
const reading = (request: Request, on = clock(), maxBytes = 100) =>
  readBody(request, { maxBytes, timeoutMs: 10_000, clock: on }).catch((error: unknown) => {
    if (error instanceof RequestProblem) return error.problem;
    throw error;
  });

describe('a body', () => {
  it('that comes in time is read, and leaves no timer behind', async () => {
    const on = clock();
    const { request, send, end } = slowRequest();
    const read = reading(request, on);
    send('{"a":');
    await on.run(9_000);
    send('1}');
    end();
    expect(await read).toBe('{"a":1}');
    expect(on.sleeping).toBe(0);
  });

  it('that never comes ends in 408 after its time limit', async () => {
    const on = clock();
    const { request, isCanceled } = slowRequest();
    const read = reading(request, on);
    await on.run(10_000);
    expect(await read).toMatchObject({ status: 408, code: 'BODY_TOO_SLOW' });
    expect(isCanceled()).toBe(true);
  });

  it('that drips has the same time limit in total', async () => {
    const on = clock();
    const { request, send } = slowRequest();
    const read = reading(request, on);
    for (let second = 0; second < 10; second += 1) {
      send(' ');
      await on.run(1_000);
    }
    expect(await read).toMatchObject({ status: 408 });
  });

  it('that cannot be canceled ends in 408 too', async () => {
    const on = clock();
    const body = new ReadableStream({ cancel: () => new Promise(() => undefined) });
    const read = reading(new Request(URL, { method: 'POST', body, duplex: 'half' }), on);
    await on.run(10_000);
    expect(await read).toMatchObject({ status: 408 });
  });

  it('that grows beyond its limit is refused, and the rest is not read', async () => {
    const { request, send, isCanceled } = slowRequest();
    const read = reading(request);
    send('x'.repeat(101));
    expect(await read).toMatchObject({ status: 413 });
    expect(isCanceled()).toBe(true);
  });

  it('that is cut off is a malformed request, and not an error of the server', async () => {
    const { request, send, fail } = slowRequest();
    const read = reading(request);
    send('{');
    fail(new Error('aborted'));
    expect(await read).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  it.each([{ 'content-length': '7' }, { 'transfer-encoding': 'chunked' }])(
    'that other code has already read gives an error with the name of the body parser, for %j',
    async (headers) => {
      const { request, end } = slowRequest(headers as Record<string, string>);
      end();
      const problem = await reading(request);
      expect(problem).toMatchObject({ status: 500, code: 'BODY_ALREADY_READ' });
      expect(JSON.stringify(problem)).toContain('express.json()');
    },
  );

  it('that was read through the request itself gives the same error', async () => {
    const request = new Request(URL, { method: 'POST', body: '{}' });
    await request.text();
    expect(await reading(request)).toMatchObject({ code: 'BODY_ALREADY_READ' });
  });

  it('that is empty is read as empty', async () => {
    expect(await reading(new Request(URL, { method: 'POST' }))).toBe('');
    expect(await reading(new Request(URL, { method: 'POST', body: '' }))).toBe('');
  });
});
