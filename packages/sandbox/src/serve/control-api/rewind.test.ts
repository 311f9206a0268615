import type { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox } from '../../sandbox/create-sandbox.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { WebhookSender } from '../../webhooks-out/webhook-sender.js';
import { createControlApi } from './control-api.js';

let sandbox: Sandbox;
let webhooks: WebhookSender;
let api: Hono;
beforeEach(() => {
  sandbox = createSandbox();
  webhooks = new WebhookSender(sandbox);
  api = createControlApi({ sandbox, webhooks, version: '1.2.3' });
});
afterEach(() => {
  webhooks.close();
  sandbox.close();
});

const rewind = (event: number) => api.request('/rewind', { method: 'POST', body: JSON.stringify({ event }) });

describe('the way back', () => {
  test('forgets everything after an event of the log, and brings the clock back to it', async () => {
    const { orderId } = sandbox.console.purchase({ userKey: 'minji', sku: 'ait.sandbox.consumable-1' });
    const [before, then] = [sandbox.world.store.lastSeq(), sandbox.clock.now()];
    await sandbox.clock.advance('3 days');
    sandbox.refund(orderId);
    expect(await (await rewind(before)).json()).toEqual({ orders: 1, events: before });
    expect(sandbox.order(orderId)).toMatchObject({ state: 'PURCHASED' });
    expect(sandbox.clock.now()).toBe(then);
    // It is a world like any other: what was undone can happen again.
    expect(sandbox.refund(orderId).state).toBe('REFUNDED');
  });

  test('changes nothing where there is nothing later, and refuses what is no place in the log', async () => {
    const last = sandbox.world.store.lastSeq();
    expect(await (await rewind(last + 100)).json()).toMatchObject({ events: last });
    expect((await rewind(0)).status).toBe(400);
  });
});
