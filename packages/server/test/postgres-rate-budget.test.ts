import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { postgresRateBudget } from '../src/rate-budget/postgres-rate-budget.js';
import type { RateBudget } from '../src/rate-budget/rate-budget.js';
import { WINDOW_MS, windowAllowance, windowAt, windowStart } from '../src/rate-budget/shared-windows.js';
import { ManualClock } from './support/manual-clock.js';
import { type PostgresServer, startPostgres } from './support/postgres-server.js';

let server: PostgresServer;
const pools: Pool[] = [];
const budgets: RateBudget[] = [];

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  for (const budget of budgets) budget.close();
  await Promise.all(pools.map((pool) => pool.end()));
  await server.stop();
});

function openPool(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 4 });
  // The server says goodbye to connections that are still closing when it stops.
  pool.on('error', () => undefined);
  pools.push(pool);
  return pool;
}

/** A clock that stands in the middle of a window. */
function standingClock() {
  const start = windowStart(windowAt(Date.UTC(2026, 0, 1))) + 50;
  return new ManualClock(start);
}

function remember(budget: RateBudget): RateBudget {
  budgets.push(budget);
  return budget;
}

describe('a budget in PostgreSQL', () => {
  test('is spent by two machines together, and not more than once', async () => {
    const url = await server.newSchema();
    const clock = standingClock();
    const allowed = windowAllowance(windowAt(clock.now()), 3_000);
    const machines = [1, 2].map(() => remember(postgresRateBudget(openPool(url), { clock })));
    let taken = 0;
    const waits = Array.from({ length: allowed + 8 }, async (_, index) => {
      await machines[index % 2]?.take('background');
      taken += 1;
    });
    await expect.poll(() => taken).toBe(allowed);
    const moveOn = async () => {
      await clock.run(WINDOW_MS / 5);
      return taken;
    };
    await expect.poll(moveOn, { interval: 5 }).toBe(allowed + 8);
    await Promise.all(waits);
  });

  test('two machines that create the table at the same time both work', async () => {
    const url = await server.newSchema();
    const machines = Array.from({ length: 4 }, () => remember(postgresRateBudget(openPool(url))));
    const tickets = await Promise.all(machines.map((machine) => machine.take('interactive')));
    expect(tickets).toHaveLength(4);
  });

  test('a pause is seen by a machine that starts later', async () => {
    const url = await server.newSchema();
    const clock = standingClock();
    const pool = openPool(url);
    const first = remember(postgresRateBudget(pool, { clock }));
    await first.take('interactive');
    first.pause(30_000);
    const rows = async () =>
      (await pool.query('select key from ait_iap_rate_budget')).rows.map(({ key }) => key);
    await expect.poll(rows).toContain('partner-api:pause');
    const second = remember(postgresRateBudget(openPool(url), { clock }));
    let taken = false;
    const waiting = second.take('background').then(() => {
      taken = true;
    });
    await expect.poll(() => second.expectedWaitMs('background')).toBeGreaterThan(29_000);
    await clock.run(29_000);
    expect(taken).toBe(false);
    const moveOn = async () => {
      await clock.run(50);
      return taken;
    };
    await expect.poll(moveOn, { interval: 5 }).toBe(true);
    await waiting;
  });

  test('uses the time of the server, whatever the clock of the machine says', async () => {
    const url = await server.newSchema();
    const pool = openPool(url);
    const budget = remember(postgresRateBudget(pool));
    const off = vi.spyOn(Date, 'now').mockReturnValue(Date.UTC(2031, 0, 1));
    onTestFinished(() => off.mockRestore());
    await budget.take('interactive');
    off.mockRestore();
    const { rows } = await pool.query<{ key: string }>('select key from ait_iap_rate_budget');
    const counted = rows.map(({ key }) => windowStart(Number(key.replace('partner-api:', ''))));
    expect(counted).toHaveLength(1);
    expect(Math.abs((counted[0] ?? 0) - Date.now())).toBeLessThan(300_000);
  });

  test('budgets of two mini-apps in one database do not spend one another', async () => {
    const url = await server.newSchema();
    const clock = standingClock();
    const pool = openPool(url);
    const [one, two] = ['one', 'two'].map((name) => remember(postgresRateBudget(pool, { clock, name })));
    const allowed = windowAllowance(windowAt(clock.now()), 3_000);
    await Promise.all(Array.from({ length: allowed }, () => one?.take('interactive')));
    await expect(two?.take('interactive')).resolves.toBeDefined();
  });

  test('a database that cannot be reached lets users through', async () => {
    const pool = openPool('postgres://nobody@127.0.0.1:1/nothing');
    const errors: unknown[] = [];
    const budget = remember(postgresRateBudget(pool, { onError: (error) => errors.push(error) }));
    await expect(budget.take('interactive')).resolves.toBeDefined();
    expect(errors).toHaveLength(1);
  });
});
