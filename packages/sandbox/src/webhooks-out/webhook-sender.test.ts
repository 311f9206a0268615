import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webhookEventSchema } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buy, grant } from '../../test/support/buy.js';
import type { FaultName } from '../faults/fault-catalogue.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { sqliteWorldStore } from '../world/world-file/sqlite-world-store.js';
import { WebhookSender } from './webhook-sender.js';

const SKU = 'ait.sandbox.subscription-monthly';
const URL = 'https://partner.test/webhooks';

interface Received {
  readonly body: { eventType: string; changeReason?: string; orderId?: string };
  readonly authorization: string | undefined;
}

let sandbox: Sandbox;
let webhooks: WebhookSender;
let received: Received[];
/** The next answers of the partner's backend. 204 by default. */
let answers: (number | Error)[];

/** The open requests of a backend that answers when it is told to. Absent: it answers at once. */
let hold: ((status: number) => void)[] | undefined;
/** Answers the oldest open request. */
const release = async (status: number) => {
  await expect.poll(() => hold?.length).toBeGreaterThan(0);
  hold?.shift()?.(status);
};

const backend: typeof fetch = async (_url, init) => {
  const headers = new Headers(init?.headers);
  received.push({
    body: JSON.parse(String(init?.body)),
    authorization: headers.get('authorization') ?? undefined,
  });
  const answer =
    hold === undefined
      ? (answers.shift() ?? 204)
      : await new Promise<number>((resolve) => hold?.push(resolve));
  if (answer instanceof Error) throw answer;
  return new Response(null, { status: answer });
};

beforeEach(() => {
  sandbox = createSandbox();
  received = [];
  answers = [];
  hold = undefined;
  webhooks = new WebhookSender(sandbox, backend);
});
afterEach(() => {
  webhooks.close();
  sandbox.close();
});

async function subscribe(userKey = 'user-1'): Promise<string> {
  const bridge = sandbox.bridge({ userKey });
  const orderId = await buy(bridge, SKU, { subscription: true }).purchased;
  await grant(bridge, orderId, true);
  await sandbox.idle();
  return orderId;
}

const told = () => received.map(({ body }) => body.changeReason ?? body.eventType);
const states = () => webhooks.deliveries().map(({ state, attempts }) => [state, attempts.length]);
type WebhookFault = Extract<FaultName, `webhook-${string}`>;
const arm = (name: WebhookFault) => sandbox.faults.arm({ name });

describe('registering a webhook', () => {
  test('asks the URL to verify itself, and sends nothing else before that', async () => {
    answers = [500];
    const { state } = await webhooks.register({ url: URL });
    expect(state).toBe('failed');
    await subscribe();
    expect(told()).toEqual(['callback.registration_verification']);
    expect(webhooks.target()).toMatchObject({ active: false });
  });

  test('makes the URL active once it has verified itself', async () => {
    await webhooks.register({ url: URL });
    expect(webhooks.target()).toEqual({ url: URL, active: true });
    await subscribe();
    expect(told()).toEqual(['callback.registration_verification', 'CREATED']);
  });

  test.each([
    [{ scheme: 'basic', value: '비밀' } as const, `Basic ${Buffer.from('비밀').toString('base64')}`],
    [{ scheme: 'bearer', value: 'secret' } as const, 'Bearer secret'],
  ])('sends the header that was chosen: %o', async (authorization, header) => {
    await webhooks.register({ url: URL, authorization });
    await subscribe();
    expect(received.map((one) => one.authorization)).toEqual([header, header]);
  });

  test.each(['ftp://partner.test', 'partner.test/webhooks', 'https://api.toss.im/hook'])(
    'refuses a URL that is not the address of a backend: %s',
    async (url) => {
      await expect(webhooks.register({ url })).rejects.toMatchObject({ code: 'INVALID_WEBHOOK_URL' });
      expect(webhooks.target()).toBeUndefined();
    },
  );
});

describe('a webhook', () => {
  beforeEach(async () => {
    await webhooks.register({ url: URL });
    received = [];
  });

  test('reports a change in the format of the platform', async () => {
    const orderId = await subscribe();
    await sandbox.clock.advance('32 days');
    await sandbox.idle();
    expect(told()).toEqual(['CREATED', 'RENEWED']);
    const event = webhookEventSchema.parse(received[1]?.body);
    expect(event).toMatchObject({
      eventType: 'subscription.status_changed',
      eventVersion: '1.0',
      occurredAt: '2026-02-01T00:00:00.000Z',
      orderId,
      sku: SKU,
      subscription: {
        previous: { status: 'ACTIVE', accessGranted: true, autoRenew: true },
        current: { status: 'ACTIVE', expiresAt: '2026-03-01T00:00:00.000Z' },
      },
    });
    expect(received[0]?.body).not.toHaveProperty('subscription.previous');
  });

  test('that is not accepted is tried again with growing pauses, a limited number of times', async () => {
    answers = [500, new Error('gone'), 404, 302, 500, 500];
    await subscribe();
    expect(states().at(-1)).toEqual(['waiting', 1]);
    for (const delay of ['1 min', '5 min', '30 min', '2 hours', '10 days']) {
      await sandbox.clock.advance(delay);
      await sandbox.idle();
    }
    expect(states().at(-1)).toEqual(['failed', 5]);
    expect(webhooks.deliveries().at(-1)?.attempts).toMatchObject([
      { status: 500 },
      { error: 'gone' },
      { status: 404 },
      { status: 302 },
      { status: 500 },
    ]);
  });

  test('that is accepted at the second try is not sent a third time', async () => {
    answers = [503];
    await subscribe();
    await sandbox.clock.advance('20 days');
    await sandbox.idle();
    expect(told()).toEqual(['CREATED', 'CREATED']);
    expect(states().at(-1)).toEqual(['delivered', 2]);
  });

  test('can be sent again by hand, delivered or not, and then is no longer sent by itself', async () => {
    answers = [500];
    await subscribe();
    const id = String(webhooks.deliveries().at(-1)?.id);
    expect(await webhooks.redeliver(id)).toMatchObject({
      state: 'delivered',
      attempts: [{}, { byHand: true }],
    });
    await sandbox.clock.advance('1 day');
    await sandbox.idle();
    expect(told()).toEqual(['CREATED', 'CREATED']);
    await webhooks.redeliver(id);
    expect(told()).toEqual(['CREATED', 'CREATED', 'CREATED']);
    await expect(webhooks.redeliver('delivery-99')).rejects.toMatchObject({ code: 'DELIVERY_NOT_FOUND' });
  });

  test('that was sent by hand without success is still sent by itself when it is due', async () => {
    answers = [500, 500];
    await subscribe();
    await webhooks.redeliver(String(webhooks.deliveries().at(-1)?.id));
    expect(states().at(-1)).toEqual(['waiting', 2]);
    await sandbox.clock.advance('1 min');
    await sandbox.idle();
    expect(states().at(-1)).toEqual(['delivered', 3]);
  });
});

describe('a webhook URL that is removed', () => {
  test('leaves waiting webhooks to the next URL, which gets each once', async () => {
    await webhooks.register({ url: URL });
    answers = [500];
    await subscribe();
    webhooks.unregister();
    await sandbox.clock.advance('1 day');
    await sandbox.idle();
    expect(told()).toEqual(['callback.registration_verification', 'CREATED']);
    await webhooks.register({ url: `${URL}/new` });
    await sandbox.idle();
    expect(told().slice(2)).toEqual(['callback.registration_verification', 'CREATED']);
  });

  test('does no harm when the sandbox is closed in the meantime', async () => {
    await webhooks.register({ url: URL });
    const waiting = subscribe();
    webhooks.close();
    await waiting;
    expect(told()).toEqual(['callback.registration_verification']);
  });
});

describe('a fault of the webhooks', () => {
  beforeEach(async () => {
    await webhooks.register({ url: URL });
    received = [];
  });

  test('sends one twice, with the same body', async () => {
    arm('webhook-twice');
    await subscribe();
    expect(told()).toEqual(['CREATED', 'CREATED']);
    expect(received[0]).toEqual(received[1]);
  });

  test('sends one late, after those that follow it', async () => {
    arm('webhook-late');
    const late = await subscribe('user-1');
    const next = await subscribe('user-2');
    expect(received.map(({ body }) => body.orderId)).toEqual([next]);
    await sandbox.clock.advance('1 min');
    await sandbox.idle();
    expect(received.map(({ body }) => body.orderId)).toEqual([next, late]);
  });

  test('sends one out of order: right after the next one', async () => {
    arm('webhook-out-of-order');
    const overtaken = await subscribe('user-1');
    expect(received).toEqual([]);
    const next = await subscribe('user-2');
    expect(received.map(({ body }) => body.orderId)).toEqual([next, overtaken]);
  });

  test('refuses the connection once, so that the webhook comes with the next try', async () => {
    arm('webhook-refused');
    await subscribe();
    expect(received).toEqual([]);
    expect(webhooks.deliveries().at(-1)).toMatchObject({
      state: 'waiting',
      attempts: [{ error: 'ECONNREFUSED' }],
    });
    await sandbox.clock.advance('1 min');
    await sandbox.idle();
    expect(told()).toEqual(['CREATED']);
  });
});

describe('webhooks after a restart', () => {
  test('that wait are sent by the next process', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ait-iap-webhooks-'));
    const file = join(folder, 'world.db');
    sandbox = createSandbox({ store: sqliteWorldStore(file) });
    webhooks = new WebhookSender(sandbox, backend);
    await webhooks.register({ url: URL });
    answers = [500];
    await subscribe();
    webhooks.close();
    sandbox.close();

    sandbox = createSandbox({ store: sqliteWorldStore(file) });
    webhooks = new WebhookSender(sandbox, backend);
    await sandbox.clock.advance('1 min');
    await sandbox.idle();
    expect(told()).toEqual(['callback.registration_verification', 'CREATED', 'CREATED']);
    rmSync(folder, { recursive: true, force: true });
  });

  test('are deleted together with their world', async () => {
    await webhooks.register({ url: URL });
    answers = [500];
    await subscribe();
    sandbox.reset();
    await sandbox.clock.advance('1 day');
    await sandbox.idle();
    expect(webhooks.deliveries()).toEqual([]);
    expect(webhooks.target()).toBeUndefined();
    expect(told()).toEqual(['callback.registration_verification', 'CREATED']);
  });

  test('touch nothing of the next world: an answer on its way verifies no URL there', async () => {
    hold = [];
    const before = webhooks.register({ url: URL });
    await Promise.resolve();
    sandbox.reset();
    const after = webhooks.register({ url: URL });
    await release(204);
    await before;
    expect(webhooks.target()).toMatchObject({ active: false });
    expect(webhooks.deliveries()).toMatchObject([{ state: 'waiting', attempts: [] }]);
    await release(500);
    expect(await after).toMatchObject({ state: 'failed', attempts: [{ status: 500 }] });
    expect(received).toHaveLength(2);
  });
});
