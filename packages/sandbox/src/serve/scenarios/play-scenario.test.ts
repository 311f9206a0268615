import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox } from '../../sandbox/create-sandbox.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { WebhookSender } from '../../webhooks-out/webhook-sender.js';
import { playScenario } from './play-scenario.js';
import { SCENARIOS } from './scenario.js';

let sandbox: Sandbox;
let webhooks: WebhookSender;
let told: { changeReason?: string }[];
let status: number;
beforeEach(() => {
  sandbox = createSandbox();
  told = [];
  status = 204;
  webhooks = new WebhookSender(sandbox, async (_url, init) => {
    told.push(JSON.parse(String(init?.body)));
    return new Response(null, { status });
  });
});
afterEach(() => {
  webhooks.close();
  sandbox.close();
});

const play = (name: string, options = {}) =>
  playScenario({ sandbox, webhooks }, name, { webhookUrl: 'https://partner.test/hook', ...options });
const reasons = () => told.flatMap(({ changeReason }) => changeReason ?? []);

describe('a scenario', () => {
  test.each(Object.entries(SCENARIOS))(
    '%s tells the story that its description promises',
    async (name, { tells }) => {
      const { deliveries, orderId } = await play(name);
      expect(deliveries.map(({ body }) => 'changeReason' in body && body.changeReason)).toEqual(tells);
      expect(deliveries.every(({ state }) => state === 'delivered')).toBe(true);
      expect(sandbox.order(orderId)?.kind).toBe('SUBSCRIPTION');
    },
  );

  test('that is out of order and doubled arrives like that', async () => {
    await play('twice-and-late');
    expect(reasons()).toEqual(['CREATED', 'CREATED', 'RESTARTED', 'AUTO_RENEW_DISABLED']);
  });

  test('can be played again, each time with a new user', async () => {
    const first = await play('refunded');
    const second = await play('refunded', { webhookUrl: undefined });
    expect(first.userKey).not.toBe(second.userKey);
  });

  test('buys nothing when no URL is registered, and says what to do', async () => {
    await expect(play('renews', { webhookUrl: undefined })).rejects.toMatchObject({ code: 'NO_WEBHOOK' });
    await expect(play('dance')).rejects.toMatchObject({ code: 'SCENARIO_NOT_FOUND' });
    status = 500;
    await expect(play('renews')).rejects.toMatchObject({ code: 'WEBHOOK_NOT_VERIFIED' });
    expect(sandbox.orders()).toEqual([]);
  });
});
