import { type Clock, GRANT_WINDOW_MS, grantAnswerSchema } from '@ait-iap/protocol';
import { type ServedSandbox, serveSandbox } from '@ait-iap/sandbox/serve';
import {
  createFulfillment,
  createIapHandler,
  createPartnerClient,
  createReconciler,
  type Fulfillment,
  type IapHandler,
  type PartnerClient,
} from '@ait-iap/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../src/clock/system-clock.js';
import type { LedgerHarness } from './support/ledger-harness.js';
import { pay } from './support/pay.js';
import { pgTool, postgresHarness } from './support/postgres-harness.js';
import { type PostgresServer, startPostgres } from './support/postgres-server.js';
import { sqliteHarness } from './support/sqlite-harness.js';
import { tempFolder } from './support/temp-folder.js';

const SKU = 'ait.sandbox.consumable-1';
const HOUR = 3_600_000;

let postgres: PostgresServer;
let folder: ReturnType<typeof tempFolder>;
let served: ServedSandbox;
let partner: PartnerClient;

beforeAll(async () => {
  postgres = await startPostgres();
  folder = tempFolder();
  served = await serveSandbox({ port: 0, partnerPort: 0, dir: folder.path, db: ':memory:' });
  const { ca, client } = served.certificates;
  partner = createPartnerClient({
    tls: { ca, ...client },
    baseUrl: served.partnerUrl,
    random: () => 0,
  });
});
afterAll(async () => {
  await partner.close();
  await served.close();
  folder.remove();
  await postgres.stop();
});

interface Backend {
  readonly harness: LedgerHarness<unknown>;
  readonly fulfillment: Fulfillment;
  readonly handler: IapHandler;
  /** The backend's own time, which a test moves on. */
  readonly time: { offset: number };
}

async function startBackend<Tx>(open: () => Promise<LedgerHarness<Tx>>): Promise<Backend> {
  const harness = await open();
  onTestFinished(() => harness.close());
  const time = { offset: 0 };
  const clock: Clock = { now: () => Date.now() + time.offset, sleep: systemClock.sleep };
  const fulfillment = createFulfillment({
    partner,
    store: harness.store,
    onGrant: harness.addItem,
    onRevoke: harness.removeItem,
    clock,
  });
  const handler = createIapHandler({
    fulfillment,
    partner,
    authenticate: (request) => request.headers.get('x-session'),
    appName: 'my-app',
    clock,
  });
  return { harness: harness as LedgerHarness<unknown>, fulfillment, handler, time };
}

const stores = {
  SQLite: () => startBackend(sqliteHarness),
  PostgreSQL: () => startBackend(() => postgresHarness(postgres, pgTool)),
};

describe.each(['SQLite', 'PostgreSQL'] as const)('a partner backend on %s that asks the sandbox', (name) => {
  let backend: Backend;
  let userKey: string;
  let users = 0;
  beforeEach(async () => {
    served.sandbox.faults.clear();
    users += 1;
    userKey = `${name}-${users}`;
    backend = await stores[name]();
  });

  /** Without a number of milliseconds nobody waits for an order that is not ready. */
  const post = async (orderId: string, user = userKey, remainingMs?: number) => {
    const response = await backend.handler(
      new Request('https://partner.test/grant', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-session': user },
        body: JSON.stringify({ orderId, remainingMs }),
      }),
    );
    const body: unknown = await response.json();
    return { status: response.status, answer: grantAnswerSchema.safeParse(body).data, body };
  };
  const bridge = () => served.sandbox.bridge({ userKey });
  const arm = (fault: string, more: object = {}) =>
    served.sandbox.faults.arm({ name: fault, ...more } as never);

  it('grants a paid order once, and revokes it once when it is refunded', async () => {
    const orderId = await pay(bridge(), SKU);
    expect((await post(orderId, userKey, GRANT_WINDOW_MS)).answer).toEqual({ orderId, outcome: 'granted' });
    await bridge().call('processProductGrant', [{ orderId, isProductGranted: true }]);
    expect((await post(orderId)).answer).toEqual({ orderId, outcome: 'already_granted' });
    expect(await backend.harness.items()).toEqual([{ orderId, userKey, sku: SKU }]);

    served.sandbox.refund(orderId);
    backend.time.offset += HOUR;
    const reconciler = createReconciler({ fulfillment: backend.fulfillment });
    expect(await reconciler.runOnce()).toMatchObject({ revoked: 1 });
    expect(await backend.harness.items()).toEqual([]);
    expect((await post(orderId)).answer).toEqual({ orderId, outcome: 'refused', reason: 'REFUNDED' });
    const story = (await backend.fulfillment.timeline(orderId)).map(({ kind }) => kind);
    expect(story).toEqual(['granted', 'revoked', 'denied']);
  });

  it('grants nothing to a user who sends the order id of another user', async () => {
    const orderId = await pay(bridge(), SKU);
    const stolen = await post(orderId, 'a-thief');
    expect(stolen.answer).toEqual({ orderId, outcome: 'pending', reason: 'NOT_FOUND' });
    expect((await post(orderId)).answer?.outcome).toBe('granted');
    expect((await post(orderId, 'a-thief')).answer).toMatchObject({
      outcome: 'refused',
      reason: 'OTHER_USER',
    });
  });

  it('grants an order of a user who never came back, by reconciliation', async () => {
    const orderId = await pay(bridge(), SKU);
    arm('order-status-500', { times: 'always' });
    expect((await post(orderId)).status).toBe(503);
    expect(await backend.harness.items()).toEqual([]);
    served.sandbox.faults.clear();
    backend.time.offset += HOUR;
    await createReconciler({ fulfillment: backend.fulfillment }).runOnce();
    expect(await backend.harness.items()).toHaveLength(1);
    expect((await post(orderId)).answer?.outcome).toBe('already_granted');
  });

  it('is healthy and says how many days its certificate is still valid', async () => {
    await partner.getOrderStatus({ orderId: await pay(bridge(), SKU), userKey });
    const response = await backend.handler(new Request('https://partner.test/healthz'));
    expect(response.status).toBe(200);
    const body = (await response.json()) as { certificate: { daysLeft: number }; backlog: object };
    expect(body.certificate.daysLeft).toBeGreaterThan(0);
    expect(body.backlog).toMatchObject({ due: 0, lagMs: 0, undelivered: 0 });
  });

  it('shows signed-in users only their own orders', async () => {
    const orderId = await pay(bridge(), SKU);
    await post(orderId);
    const headers = { 'x-session': userKey };
    const response = await backend.handler(new Request('https://partner.test/orders', { headers }));
    expect(await response.json()).toMatchObject({
      orders: [{ orderId, sku: SKU, delivery: 'granted' }],
      entitlements: [{ sku: SKU, ownership: 'owned', orderIds: [orderId] }],
      complete: true,
    });
    const nobody = await backend.handler(new Request('https://partner.test/orders'));
    expect(nobody.status).toBe(401);
  });
});
