import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createOrderId } from '@ait-iap/protocol';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createFulfillment } from '../src/fulfillment/create-fulfillment.js';
import { createPgBossReconciler } from '../src/pg-boss.js';
import { pgTool, postgresHarness } from './support/postgres-harness.js';
import { type PostgresServer, startPostgres } from './support/postgres-server.js';
import { ScriptedPartner } from './support/scripted-partner.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describe('reconciliation through pg-boss', () => {
  it('shares the work of two machines and checks every due order once', async () => {
    const harness = await postgresHarness(server, pgTool);
    const partner = new ScriptedPartner();
    const errors: unknown[] = [];
    const machines = await Promise.all(
      [1, 2].map(async () => {
        const boss = new PgBoss({ connectionString: server.url, schema: 'jobs' });
        boss.on('error', (error) => errors.push(error));
        await boss.start();
        const fulfillment = createFulfillment({
          partner,
          store: harness.another(),
          onGrant: harness.addItem,
          onRevoke: harness.removeItem,
        });
        const onError = (error: unknown) => errors.push(error);
        const reconciler = createPgBossReconciler({ boss, fulfillment, onError, sweepSeconds: 1 });
        return { boss, fulfillment, reconciler };
      }),
    );
    onTestFinished(async () => {
      for (const { boss } of machines) await boss.stop({ graceful: false });
      await harness.close();
    });
    const orders = Array.from({ length: 120 }, () => ({ orderId: createOrderId(), userKey: 'user-1' }));
    for (const { orderId } of orders) partner.say(orderId, {});
    const done = Promise.withResolvers<void>();
    partner.before = async () => {
      if (partner.asked.length >= orders.length) done.resolve();
    };
    await machines[0]?.fulfillment.importOrders(orders);
    await Promise.all(machines.map(({ reconciler }) => reconciler.start()));
    await done.promise;
    await Promise.all(machines.map(({ reconciler }) => reconciler.stop()));
    expect(errors).toEqual([]);
    expect(partner.asked.map(({ orderId }) => orderId).sort()).toEqual(
      orders.map(({ orderId }) => orderId).sort(),
    );
    expect(await harness.items()).toHaveLength(orders.length);
  });

  it('pauses a machine whose answers mean a wrong certificate, gives its orders back, and can be stopped', async () => {
    const harness = await postgresHarness(server, pgTool);
    const partner = new ScriptedPartner();
    const boss = new PgBoss({ connectionString: server.url, schema: 'mismatch' });
    boss.on('error', () => undefined);
    await boss.start();
    const stopped = Promise.withResolvers<void>();
    const fulfillment = createFulfillment({
      partner,
      store: harness.store,
      onGrant: harness.addItem,
      onRevoke: harness.removeItem,
      onEvent: ({ type }) => {
        if (type === 'reconciliation.stopped') stopped.resolve();
      },
    });
    onTestFinished(async () => {
      await boss.stop({ graceful: false });
      await harness.close();
    });
    const orders = Array.from({ length: 40 }, () => ({ orderId: createOrderId(), userKey: 'user-1' }));
    for (const { orderId } of orders) partner.say(orderId, { status: 'MINIAPP_MISMATCH' });
    await fulfillment.importOrders(orders);
    const reconciler = createPgBossReconciler({ boss, fulfillment, concurrency: 1, sweepSeconds: 1 });
    await reconciler.start();
    await stopped.promise;
    expect(await fulfillment.backlog()).toMatchObject({ stopped: 'MINIAPP_MISMATCH' });
    await reconciler.stop();
    expect(partner.asked).toHaveLength(10);
  });

  it('takes the work of a killed machine over', async () => {
    const harness = await postgresHarness(server, pgTool);
    const partner = new ScriptedPartner();
    const fulfillment = createFulfillment({
      partner,
      store: harness.store,
      onGrant: harness.addItem,
      onRevoke: harness.removeItem,
    });
    const orders = Array.from({ length: 30 }, () => ({ orderId: createOrderId(), userKey: 'user-1' }));
    for (const { orderId } of orders) partner.say(orderId, {});
    await fulfillment.importOrders(orders);

    const files = ['run-sources.mjs', 'hanging-worker.ts'].map((file) =>
      fileURLToPath(new URL(`./support/${file}`, import.meta.url)),
    );
    const worker = spawn(process.execPath, [
      '--experimental-transform-types',
      '--import',
      ...files,
      server.url,
      harness.database,
    ]);
    await once(worker.stdout, 'data');
    worker.kill('SIGKILL');
    await once(worker, 'close');
    // All that was due is out of the ledger by now: only the jobs of the dead machine can bring it back.
    expect((await fulfillment.backlog()).due).toBe(0);

    const boss = new PgBoss({
      connectionString: server.url,
      schema: 'killed',
      superviseIntervalSeconds: 1,
      monitorIntervalSeconds: 1,
    });
    boss.on('error', () => undefined);
    await boss.start();
    const done = Promise.withResolvers<void>();
    partner.before = async () => {
      if (new Set(partner.asked.map(({ orderId }) => orderId)).size === orders.length) done.resolve();
    };
    const reconciler = createPgBossReconciler({ boss, fulfillment, sweepSeconds: 1, heartbeatSeconds: 10 });
    await reconciler.start();
    await done.promise;
    await reconciler.stop();
    expect(await harness.items()).toHaveLength(orders.length);
    await boss.stop({ graceful: false });
    await harness.close();
  });
});
