import { createOrderId } from '@ait-iap/protocol';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createFulfillment } from '../src/fulfillment/create-fulfillment.js';
import { findOrder } from '../src/ledger/find-order.js';
import { postgresRateBudget, postgresStore } from '../src/postgres.js';
import { ManualClock } from './support/manual-clock.js';
import { handWrittenTool, type PostgresTool, pgTool, postgresHarness } from './support/postgres-harness.js';
import { type PostgresServer, startPostgres } from './support/postgres-server.js';
import { drizzleTool, kyselyTool, prismaTool } from './support/postgres-tools.js';
import { ScriptedPartner } from './support/scripted-partner.js';
import { silentNetwork } from './support/silent-network.js';

const USER = 'user-1';
const LIMIT_MS = 10_000;
const ignore = () => undefined;
const TIMEOUT = { code: 'LEDGER_TIMEOUT', retryable: true };

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

/** A store on a network of its own, with a clock that the test moves. */
async function openThrough<Tx>(tool: PostgresTool<Tx>, max = 2) {
  const harness = await postgresHarness(server, tool);
  onTestFinished(() => harness.close());
  const network = await silentNetwork(harness.database);
  const pool = new Pool({ connectionString: network.url, max });
  onTestFinished(async () => {
    // Cuts what waits for ever.
    await network.close();
    pool.end().catch(ignore);
  });
  pool.on('error', ignore);
  // A tool that has lent a connection does not listen for its errors.
  pool.on('connect', (client) => client.on('error', ignore));
  const clock = new ManualClock();
  const store = postgresStore(tool.connect(pool), { clock });
  const orderId = createOrderId();
  const partner = new ScriptedPartner().say(orderId, {}, USER);
  const iap = createFulfillment({
    partner,
    store,
    clock,
    onGrant: harness.addItem,
    onRevoke: harness.removeItem,
  });
  return { network, pool, clock, store, iap, orderId };
}

/** Waits until all of them are on the silent network, and lets their time run out. */
async function runOut(
  clock: ManualClock,
  network: { readonly unheard: number },
  ...calls: readonly Promise<unknown>[]
): Promise<unknown[]> {
  const ends = calls.map((call) =>
    call.then(
      () => 'answered',
      (error: unknown) => error,
    ),
  );
  await expect.poll(() => network.unheard).toBeGreaterThan(0);
  await clock.run(LIMIT_MS - 1);
  expect(await Promise.race([Promise.all(ends), Promise.resolve('open')])).toBe('open');
  await clock.run(1);
  return Promise.all(ends);
}

function describeSilence<Tx>(name: string, tool: PostgresTool<Tx>): void {
  describe(`a network that falls silent under ${name}`, () => {
    it('ends each read in the time of a transaction, with the typed error', async () => {
      const { network, clock, store, iap, orderId } = await openThrough(tool);
      await iap.grant({ orderId, userKey: USER });
      network.fallSilent();
      const ends = await runOut(
        clock,
        network,
        iap.order(orderId),
        store.read((ledger) => findOrder(ledger, orderId as never)),
        iap.entitlements(USER),
        iap.backlog(),
      );
      expect(ends).toEqual(Array(4).fill(expect.objectContaining(TIMEOUT)));
      expect((ends[0] as Error).message).toContain('Failed to read the ledger');
      expect(clock.sleeping).toBe(0);
    });

    it('ends the first look at the tables, and does not keep later calls waiting for it', async () => {
      const { network, clock, iap, orderId } = await openThrough(tool, 5);
      network.fallSilent();
      const ends = await runOut(clock, network, iap.order(orderId), iap.timeline(orderId));
      expect(ends).toEqual(Array(2).fill(expect.objectContaining(TIMEOUT)));
      network.speak();
      expect(await iap.order(orderId)).toBeUndefined();
    });

    it('gives the connection back when it breaks at BEGIN', async () => {
      const { network, pool, store, iap, orderId } = await openThrough(tool, 1);
      await iap.order(orderId);
      network.loseAnswerTo('begin', 'cut');
      await expect(store.transaction(async () => 1)).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
      await expect.poll(() => pool.totalCount).toBe(0);
      expect(await iap.grant({ orderId, userKey: USER })).toMatchObject({ outcome: 'granted' });
    });

    it('ends a commit whose answer is lost, and says that it may be committed', async () => {
      const { network, clock, store, iap, orderId } = await openThrough(tool);
      await iap.order(orderId);
      network.loseAnswerTo('commit', 'silent');
      const [ended] = await runOut(
        clock,
        network,
        store.transaction(async () => 1),
      );
      expect(ended).toMatchObject({ ...TIMEOUT, isCommitUnknown: true });
      expect(String(ended)).toMatch(/during COMMIT, so whether it was committed is unknown.*알 수 없어요/);
      expect(String(ended)).not.toContain('rolled back');
    });

    it('has granted once after a grant whose commit got no answer', async () => {
      const { network, clock, iap, orderId } = await openThrough(tool, 5);
      await iap.order(orderId);
      network.loseAnswerTo('commit', 'silent');
      const grant = iap.grant({ orderId, userKey: USER, deadline: clock.now() + 5_000 });
      await expect.poll(() => network.unheard).toBeGreaterThan(0);
      await clock.run(5_000);
      expect(await grant).toMatchObject({ outcome: 'pending', reason: 'DEADLINE' });
      network.speak();
      expect(await iap.grant({ orderId, userKey: USER })).toMatchObject({ outcome: 'already_granted' });
    });

    it('ends a transaction, and a grant says pending', async () => {
      const { network, clock, store, iap, orderId } = await openThrough(tool);
      await iap.order(orderId);
      network.fallSilent();
      const [ended] = await runOut(
        clock,
        network,
        store.transaction(async () => 1),
      );
      expect(ended).toMatchObject({ ...TIMEOUT, isCommitUnknown: false });
      expect(String(ended)).toContain('rolled back');
      const grant = iap.grant({ orderId, userKey: USER, deadline: clock.now() + 5_000 });
      await clock.run(5_000);
      expect(await grant).toMatchObject({ outcome: 'pending', reason: 'DEADLINE' });
    });
  });
}

describeSilence('pg', pgTool);
describeSilence('Kysely', kyselyTool);
describeSilence('Drizzle', drizzleTool);
describeSilence('Prisma', prismaTool);
describeSilence('a host of the application', handWrittenTool);

describe.each<[string, PostgresTool<never>]>([
  ['pg', pgTool as PostgresTool<never>],
  ['Drizzle', drizzleTool as PostgresTool<never>],
])('a BEGIN that is never answered under %s', (_, tool) => {
  it('costs no connection, and the pool is as it was', async () => {
    const { network, pool, clock, store, iap, orderId } = await openThrough(tool, 1);
    const own = Object.getOwnPropertyNames(pool);
    await iap.order(orderId);
    network.loseAnswerTo('begin', 'silent');
    const [ended] = await runOut(
      clock,
      network,
      store.transaction(async () => 1),
    );
    expect(ended).toMatchObject({ ...TIMEOUT, isCommitUnknown: false });
    await expect.poll(() => network.connections).toBe(0);
    network.speak();
    expect(await iap.grant({ orderId, userKey: USER })).toMatchObject({ outcome: 'granted' });
    expect(Object.getOwnPropertyNames(pool)).toEqual(own);
  });
});

describe('a pool under a network that fell silent', () => {
  it('gets the place of each connection back, so that the ledger works when the network does', async () => {
    const { network, pool, clock, store, iap, orderId } = await openThrough(pgTool);
    const both = [() => iap.order(orderId), () => store.transaction(async () => 1)];
    await Promise.all([...both, ...both].map((call) => call()));
    expect(pool.totalCount).toBe(2);
    network.fallSilent();
    await runOut(clock, network, ...both.map((call) => call()));
    await expect.poll(() => network.connections).toBe(0);
    network.speak();
    expect(await iap.grant({ orderId, userKey: USER })).toMatchObject({ outcome: 'granted' });
  });

  it('is told that a commit may have happened when its connection broke', async () => {
    const { network, store, iap, orderId } = await openThrough(pgTool, 1);
    await iap.order(orderId);
    network.loseAnswerTo('commit', 'cut');
    await expect(store.transaction(async () => 1)).rejects.toMatchObject({
      code: 'LEDGER_UNAVAILABLE',
      message: expect.stringMatching(/no answer came to COMMIT.*unknown.*알 수 없어요/),
    });
  });

  it('gets it back from a commit that is never answered, too', async () => {
    const { network, clock, store, iap, orderId } = await openThrough(pgTool, 1);
    await iap.order(orderId);
    const [ended] = await runOut(
      clock,
      network,
      store.transaction(async () => network.fallSilent()),
    );
    expect(ended).toMatchObject(TIMEOUT);
    await expect.poll(() => network.connections).toBe(0);
    network.speak();
    expect(await iap.grant({ orderId, userKey: USER })).toMatchObject({ outcome: 'granted' });
  });
});

describe('a shared rate budget under a network that fell silent', () => {
  const openBudget = async () => {
    const network = await silentNetwork(await server.newSchema());
    // Without a limit the server ends a connection that was never opened after a minute.
    const pool = new Pool({ connectionString: network.url, max: 1, connectionTimeoutMillis: 200 });
    onTestFinished(async () => {
      await network.close();
      pool.end().catch(ignore);
    });
    pool.on('error', ignore);
    const clock = new ManualClock();
    const budget = postgresRateBudget(pool, { clock, onError: ignore });
    onTestFinished(() => budget.close());
    return { network, clock, budget };
  };

  it('counts again when the network does', async () => {
    const { network, clock, budget } = await openBudget();
    // Background calls do not come in the first moment of a minute.
    await budget.take('interactive').finally(() => clock.run(100));
    network.fallSilent();
    const waiting = budget.take('background');
    await expect.poll(() => network.unheard).toBeGreaterThan(0);
    await clock.run(LIMIT_MS);
    network.speak();
    let served = false;
    waiting.then(() => {
      served = true;
    }, ignore);
    await expect
      .poll(
        async () => {
          // In small steps: the database answers in real time, and a call waits for it by this clock.
          await clock.run(200);
          return served;
        },
        { interval: 5, timeout: 30_000 },
      )
      .toBe(true);
    expect(network.connections).toBe(1);
  });
});
