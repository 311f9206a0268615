// The example backend under load, over real HTTP and mutual TLS: first 3,000 purchases a minute, then ten times that for a while
// against a platform that answers 4095 above 3,000 questions a minute. Run `npm run build`, then
// `npm run load -- [--minutes 10] [--burst 30]`.
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Agent, request } from 'undici';
import { percentiles } from './figures.mjs';
import { startProcess } from './processes.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, burst: { type: 'string', default: '30' } },
});
const PER_MINUTE = 3_000;
const MINUTE_MS = 60_000;
const BATCH = 50;
/** A mini-app gives its backend so long. */
const PATIENCE_MS = 25_000;
/** Node's caches fill in the first of so many parts of the time; the memory is compared from there on. */
const WARM_PART = 5;
const FLAT = 0.1;

const folder = mkdtempSync(join(tmpdir(), 'ait-iap-load-'));
const platform = await startProcess('platform.mjs', folder, String(PER_MINUTE));
const startBackend = () =>
  startProcess('backend.mjs', join(folder, 'ledger.db'), platform.partnerUrl, platform.certificates);
const backends = [await startBackend()];
const dispatcher = new Agent({ connections: 256 });
const tokens = (userKey) => {
  const signature = createHmac('sha256', 'of the load').update(userKey).digest('base64url');
  return `${Buffer.from(userKey).toString('base64url')}.${signature}`;
};

/** Asks for one grant, as the page of its user does. Gives the outcome, or the reason why it has no outcome. */
async function grant({ orderId, userKey }, backend) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${tokens(userKey)}` };
  const body = JSON.stringify({ orderId, remainingMs: PATIENCE_MS });
  const options = { method: 'POST', headers, body, dispatcher, headersTimeout: PATIENCE_MS + 5_000 };
  const answer = await request(`${backend.url}/grant`, options).catch(() => undefined);
  const said = await answer?.body.json().catch(() => undefined);
  return said?.outcome ?? `HTTP ${answer?.statusCode ?? 'none'}`;
}

/** Purchases at a steady pace, whether or not the earlier ones are answered: people do not wait for one another. */
async function arrive(perMinute, milliseconds, each) {
  const startedAt = performance.now();
  const running = [];
  for (let count = 0; ; count += BATCH) {
    const at = startedAt + (count / perMinute) * MINUTE_MS;
    if (at - startedAt >= milliseconds) break;
    const { bought } = await platform.ask({ buy: BATCH });
    const gap = MINUTE_MS / perMinute;
    running.push(
      ...bought.map(async (order, index) => {
        await sleep(Math.max(0, at + index * gap - performance.now()));
        await each(order);
      }),
    );
    await sleep(Math.max(0, at - performance.now()));
  }
  await Promise.all(running);
}

const outcomes = {};
const count = (outcome) => {
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
};

async function steady() {
  const times = [];
  const memory = [];
  const duration = Number(values.minutes) * MINUTE_MS;
  const watch = setInterval(async () => memory.push((await backends[0].ask()).heapUsed), duration / 20);
  await arrive(PER_MINUTE, duration, async (order) => {
    const startedAt = performance.now();
    count(await grant(order, backends[0]));
    times.push(performance.now() - startedAt);
  });
  clearInterval(watch);
  const warm = memory.slice(Math.floor(memory.length / WARM_PART));
  return { purchases: times.length, ...percentiles(times), memory: warm };
}

async function burst() {
  backends.push(await startBackend());
  const left = new Map();
  const before = await platform.ask();
  const startedAt = performance.now();
  let asked = 0;
  await arrive(10 * PER_MINUTE, Number(values.burst) * 1_000, async (order) => {
    asked += 1;
    const outcome = await grant(order, backends[asked % backends.length]);
    count(outcome);
    if (outcome !== 'granted') left.set(order.orderId, order);
  });
  const burstMs = performance.now() - startedAt;
  const lag = (await backends[0].ask()).backlog;
  // What was not granted stays pending in the Toss app: the pages of its users ask again, a few at a time.
  let rounds = 0;
  while (left.size > 0) {
    rounds += 1;
    const some = [...left.values()].slice(0, 100);
    await Promise.all(
      some.map(async (order, index) => {
        const outcome = await grant(order, backends[index % backends.length]);
        if (outcome === 'granted' || outcome === 'already_granted') left.delete(order.orderId);
      }),
    );
  }
  const after = await platform.ask();
  return {
    asked,
    burstMs,
    lag,
    rounds,
    recoveredMs: performance.now() - startedAt - burstMs,
    refused: after.refused - before.refused,
    answered: after.answered - before.answered,
  };
}

const ms = (value) => `${value.toFixed(1)} ms`;
const mib = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
try {
  const calm = await steady();
  const growth = calm.memory.length < 2 ? 0 : calm.memory.at(-1) / calm.memory[0] - 1;
  console.log(
    `${PER_MINUTE} a minute for ${values.minutes} min: ${calm.purchases} purchases, ${JSON.stringify(outcomes)}`,
  );
  console.log(`  POST /grant  p50 ${ms(calm.p50)}  p95 ${ms(calm.p95)}  p99 ${ms(calm.p99)}`);
  console.log(
    `  heap after a collection: ${calm.memory.map(mib).join(', ')}: ${(growth * 100).toFixed(1)} %`,
  );
  for (const each of Object.keys(outcomes)) delete outcomes[each];
  const wild = await burst();
  console.log(
    `${10 * PER_MINUTE} a minute for ${values.burst} s, two backends: ${wild.asked} purchases, ${JSON.stringify(outcomes)}`,
  );
  console.log(
    `  answered ${wild.answered} questions, 4095 to ${wild.refused}; all answers after ${ms(wild.burstMs)}`,
  );
  console.log(`  lag of the reconciler at the end: ${JSON.stringify(wild.lag)}`);
  console.log(
    `  every purchase granted ${ms(wild.recoveredMs)} later, in ${wild.rounds} rounds of pages that ask again: none lost`,
  );
  process.exitCode = growth <= FLAT ? 0 : 1;
} finally {
  for (const each of [...backends, platform]) await each.stop();
  await dispatcher.close();
  rmSync(folder, { recursive: true, force: true });
}
