// A backlog of due orders worked off by 1, 2 and 4 workers inside the rate budget, on a clock that jumps; then one of 4 is killed.
// The platform counts every call and answers 4095 to the one that is too many.
// Run `npm run build` first, then `node bench/reconciliation-backlog.mjs [orders]`.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrderId } from '@ait-iap/protocol';
import { createFulfillment, createPartnerClient, createReconciler, memoryRateBudget } from '@ait-iap/server';
import { sqliteStore } from '@ait-iap/server/sqlite';
import { JumpingClock } from './reconciliation-clock.mjs';

const LIMIT = 0.99;
const PER_MINUTE = 3_000;
const MINUTE = 60_000;
const LATENCY_MS = 40;
const count = Number(process.argv[2] ?? 20_000);

/** The platform: 3,000 calls in any minute, and 4095 for the next one. */
function createPlatform(clock) {
  const times = [];
  const asked = new Map();
  let first = 0;
  let refused = 0;
  const fetch = async (input, init) => {
    const { orderId } = await new Request(input, init).json();
    const now = clock.now();
    while (times[first] <= now - MINUTE) first += 1;
    const tooMany = times.length - first >= PER_MINUTE;
    if (tooMany) refused += 1;
    else {
      times.push(now);
      asked.set(orderId, (asked.get(orderId) ?? 0) + 1);
    }
    await clock.sleep(LATENCY_MS);
    const error = { errorCode: '4095', reason: 'too many', data: { retryAfterSeconds: 10 } };
    const success = { orderId, status: 'PURCHASED', reason: '', sku: 'coins' };
    return Response.json(tooMany ? { resultType: 'FAIL', error } : { resultType: 'SUCCESS', success });
  };
  const usedBetween = (from, to) => times.filter((time) => time >= from && time < to).length;
  return { fetch, asked, usedBetween, refused: () => refused };
}

async function scenario({ workers, kill }) {
  const clock = new JumpingClock();
  const begun = clock.now();
  const platform = createPlatform(clock);
  // In memory where the machine has a folder for it: the disk is not measured.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'ait-iap-bench-'));
  const store = sqliteStore(join(folder, 'ledger.db'), { create: true });
  const budget = memoryRateBudget({ perMinute: PER_MINUTE, clock });
  let killed = false;
  const written = new Set();
  const machines = Array.from({ length: workers }, (_, index) => {
    const client = createPartnerClient({
      fetch: platform.fetch,
      baseUrl: 'https://platform.test',
      rateLimit: budget,
      clock,
    });
    // A killed process neither asks nor writes nor gives anything back.
    const partner = {
      ...client,
      getOrderStatus: async (request) => {
        const answer = await client.getOrderStatus(request);
        return kill && killed && index === 0 ? new Promise(() => {}) : answer;
      },
    };
    const fulfillment = createFulfillment({ partner, store, clock, onGrant: () => {}, onRevoke: () => {} });
    const refresh = async (request) => {
      const result = await fulfillment.refresh(request);
      written.add(request.orderId);
      return result;
    };
    const watched = { ...fulfillment, refresh };
    return { fulfillment, reconciler: createReconciler({ fulfillment: watched, clock, concurrency: 16 }) };
  });
  const [{ fulfillment }] = machines;
  const orders = Array.from({ length: count }, () => ({
    orderId: createOrderId(),
    userKey: 'user-1',
    sku: 'coins',
    grantedAt: new Date(begun),
  }));
  await fulfillment.importOrders(orders);
  for (const { reconciler } of machines) reconciler.start();
  await clock.run(() => {
    if (clock.now() - begun > 2 * MINUTE) killed = true;
    return written.size >= count || clock.now() - begun > 60 * MINUTE;
  });
  // Whole minutes in the middle: the first one begins with an empty window, the last one ends with an empty backlog.
  const minutes = Math.floor(count / PER_MINUTE) - 1;
  const used = platform.usedBetween(begun + MINUTE, begun + (minutes + 1) * MINUTE) / (minutes * PER_MINUTE);
  const result = {
    used,
    refused: platform.refused(),
    lost: count - written.size,
    minutes: (clock.now() - begun) / MINUTE,
  };
  const stops = machines.map(({ reconciler }, index) =>
    kill && index === 0 ? undefined : reconciler.stop(),
  );
  await Promise.all(stops);
  budget.close();
  await store.close();
  rmSync(folder, { recursive: true });
  return result;
}

console.log(`${count} due orders, ${PER_MINUTE} calls a minute, Node ${process.version}`);
const scenarios = [{ workers: 1 }, { workers: 2 }, { workers: 4 }, { workers: 4, kill: true }];
for (const each of scenarios) {
  const { used, refused, lost, minutes } = await scenario(each);
  const name = `${each.workers} worker${each.workers > 1 ? 's' : ''}${each.kill ? ', one killed' : ''}`;
  console.log(
    `${name.padEnd(22)} ${(used * 100).toFixed(2)} % of the allowed calls used, ${refused} × 4095, ${lost} lost, ${minutes.toFixed(1)} minutes`,
  );
  if (used < LIMIT || refused > 0 || lost > 0) process.exitCode = 1;
}
