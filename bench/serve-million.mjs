// Start and memory of `serve` on a world of a million orders. node bench/serve-million.mjs [orders]
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createSandbox } from '../packages/sandbox/dist/index.js';
import { sqliteWorldStore } from '../packages/sandbox/dist/serve.js';

const ORDERS = Number(process.argv[2] ?? 1_000_000);
const ORDERS_PER_COMMIT = 20_000;
const USERS = 50_000;
const START_LIMIT_MS = 2_000;
const MEMORY_LIMIT_MB = 1_024;
const SKU = 'ait.sandbox.consumable-1';
const BIN = fileURLToPath(new URL('../packages/sandbox/bin/ait-iap-sandbox.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'ait-iap-million-'));
const path = join(folder, '.ait-iap', 'world.db');

/** Written in large commits: through the front door it would be a million times three waits for the disk. */
function fill() {
  const store = sqliteWorldStore(path);
  createSandbox({ store, rate: 1 });
  const from = store.orderCount();
  const start = Date.now() - ORDERS * 1_000;
  let seq = store.lastSeq();
  for (let number = from + 1; number <= from + ORDERS; ) {
    const events = [];
    const orders = [];
    for (; orders.length < ORDERS_PER_COMMIT && number <= from + ORDERS; number++) {
      const orderId = `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
      const at = start + number * 1_000;
      const userKey = `user-${number % USERS}`;
      events.push(
        {
          seq: ++seq,
          at,
          type: 'OrderOpened',
          orderId,
          userKey,
          sku: SKU,
          store: 'GOOGLE_PLAY',
          amount: 1100,
        },
        { seq: ++seq, at: at + 10, type: 'OrderPaid', orderId },
        { seq: ++seq, at: at + 20, type: 'OrderGranted', orderId, by: 'processProductGrant' },
      );
      orders.push({
        ...{
          number,
          orderId,
          userKey,
          sku: SKU,
          kind: 'CONSUMABLE',
          store: 'GOOGLE_PLAY',
          state: 'PURCHASED',
        },
        ...{
          reason: 'GRANTED',
          amount: 1100,
          openedAt: at,
          stateAt: at + 20,
          paidAt: at + 10,
          grantedAt: at + 20,
        },
        grantWindow: 'answered',
      });
    }
    store.commit({ events, orders, records: [], dues: [] });
  }
  store.close();
}

const started = (child) =>
  new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
const megabytes = (pid, field) =>
  Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

fill();
console.log(`${ORDERS} orders, ${(statSync(path).size / 2 ** 20).toFixed(0)} MiB on disk`);
const before = performance.now();
const child = spawn(process.execPath, [BIN, 'serve', '--port', '0', '--partner-port', '0', '--json'], {
  cwd: folder,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const { pageUrl } = JSON.parse(await started(child));
const health = await fetch(`${pageUrl}/healthz`);
const startMs = performance.now() - before;
console.log(`start to healthy: ${startMs.toFixed(0)} ms (${health.status})`);

const api = async (route, body) =>
  (await fetch(`${pageUrl}/api${route}`, body ? { method: 'POST', body: JSON.stringify(body) } : {})).json();
const timed = async (name, work) => {
  const from = performance.now();
  await work();
  console.log(`${name}: ${(performance.now() - from).toFixed(1)} ms`);
};
await timed('first purchase', () => api('/purchases', { userKey: 'user-1', sku: SKU }));
await timed('page of 1,000 orders', () => api('/orders?limit=1000'));
await timed('page of a user', () => api('/orders?userKey=user-7&limit=50'));
await timed('1,000 users', () => api('/users?limit=1000'));
for (let index = 0; index < 2_000; index++) await api('/purchases', { userKey: `user-${index}`, sku: SKU });
for (let index = 0; index < 200; index++) await api(`/orders?limit=1000&before=${ORDERS - index * 1000}`);
const peak = megabytes(child.pid, 'VmHWM');
console.log(
  `memory after 2,000 more purchases and 200 pages: ${megabytes(child.pid, 'VmRSS').toFixed(0)} MiB, at most ${peak.toFixed(0)} MiB`,
);

child.kill('SIGTERM');
await new Promise((resolve) => child.once('close', resolve));
rmSync(folder, { recursive: true, force: true });
if (ORDERS >= 1_000_000 && (startMs > START_LIMIT_MS || peak > MEMORY_LIMIT_MB)) {
  console.error(`over the limit: ${START_LIMIT_MS} ms to start, ${MEMORY_LIMIT_MB} MiB`);
  process.exitCode = 1;
}
