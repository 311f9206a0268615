import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSandbox } from '../../sandbox/create-sandbox.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { mount } from './endpoint.js';
import { transferRoutes } from './transfer-routes.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => sandbox.close());

test('a world that is larger than the limit is refused while it comes, and changes nothing', async () => {
  const { orderId } = sandbox.console.purchase({ userKey: 'u', sku: 'ait.sandbox.consumable-1' });
  const api = new Hono();
  mount(api, transferRoutes(sandbox, 1_000));
  const told: unknown[] = [];
  api.onError((error) => {
    told.push(error);
    return new Response(null, { status: 413 });
  });
  await api.request('/import', { method: 'POST', body: 'a line\n'.repeat(1_000) });
  expect(told).toMatchObject([{ status: 413, code: 'BODY_TOO_LARGE' }]);
  expect(sandbox.order(orderId)?.state).toBe('PURCHASED');
});
