import { createOrderId, GET_ORDER_STATUS_PATH, PARTNER_API_ORIGIN } from '@ait-iap/protocol';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { partnerApiHandlers } from './partner-api-handlers.js';

const server = setupServer();
let sandbox: Sandbox;
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => {
  sandbox = createSandbox();
  server.use(...partnerApiHandlers(sandbox));
});
afterEach(() => {
  server.resetHandlers();
  sandbox.close();
});
afterAll(() => server.close());

const ask = (orderId: string, init: RequestInit = {}) =>
  fetch(PARTNER_API_ORIGIN + GET_ORDER_STATUS_PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-toss-user-key': 'user-1' },
    body: JSON.stringify({ orderId }),
    ...init,
  });

describe('the partner API behind Mock Service Worker', () => {
  test('answers code that calls the real address out of the sandbox', async () => {
    const orderId = createOrderId();
    const answer = await ask(orderId);
    expect(await answer.json()).toMatchObject({
      resultType: 'SUCCESS',
      success: { orderId, status: 'NOT_FOUND' },
    });
  });

  test('gives a network error when the sandbox cuts the connection', async () => {
    sandbox.faults.arm({ name: 'order-status-cut' });
    await expect(ask(createOrderId())).rejects.toThrow(TypeError);
  });

  test('never answers when the sandbox hangs, until the caller gives up', async () => {
    sandbox.faults.arm({ name: 'order-status-hang' });
    const giveUp = new AbortController();
    const asked = ask(createOrderId(), { signal: giveUp.signal });
    giveUp.abort();
    await expect(asked).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  test('answers at another address when that is set', async () => {
    server.resetHandlers(...partnerApiHandlers(sandbox, { baseUrl: 'https://partner.test' }));
    const answer = await fetch(`https://partner.test${GET_ORDER_STATUS_PATH}`, { method: 'POST' });
    // Without the user key it is a FAIL, which arrives with HTTP 200.
    expect([answer.status, await answer.json()]).toMatchObject([200, { resultType: 'FAIL' }]);
  });
});
