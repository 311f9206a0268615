// 1,000 order-status calls a second over mutual TLS beside 50 whole purchases a second, on one `serve` with its file.
// node bench/serve-load.mjs [seconds]
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Agent } from 'undici';

const SECONDS = Number(process.argv[2] ?? 15);
const CALLS_PER_SECOND = 1_000;
const PURCHASES_PER_SECOND = 50;
const P99_LIMIT_MS = 50;
const CONNECTIONS = 16;
const PAGES = 10;
const SKU = 'ait.sandbox.consumable-1';
const PATH = '/api-partner/v1/apps-in-toss/order/get-order-status';
const BIN = fileURLToPath(new URL('../packages/sandbox/bin/ait-iap-sandbox.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'ait-iap-bench-'));
const child = spawn(process.execPath, [BIN, 'serve', '--port', '0', '--partner-port', '0', '--json'], {
  cwd: folder,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [first] = await new Promise((resolve) =>
  createInterface({ input: child.stdout }).once('line', (line) => resolve([line])),
);
const { pageUrl, partnerUrl, certificates } = JSON.parse(first);
const pem = (name) => readFileSync(join(certificates, name), 'utf8');
const agent = new Agent({
  connections: CONNECTIONS,
  pipelining: 1,
  connect: { ca: pem('ca.crt'), cert: pem('client.crt'), key: pem('client.key') },
});

/** A page over the socket of /bridge.js: `buy` resolves with the order id once it is paid and granted. */
function openPage(userKey) {
  const socket = new WebSocket(`${pageUrl.replace('http', 'ws')}/bridge`);
  const handlers = new Map();
  let ids = 0;
  const post = (message) => socket.send(JSON.stringify({ kind: 'message', message }));
  socket.onmessage = ({ data }) => {
    const { topic, data: told } = JSON.parse(data);
    handlers.get(topic)?.(told);
  };
  const device = {
    userKey,
    environment: 'sandbox',
    platform: 'android',
    appVersion: '5.300.0',
    deviceId: 'bench',
  };
  return {
    ready: new Promise((resolve) => {
      socket.onopen = () =>
        resolve(socket.send(JSON.stringify({ kind: 'hello', device, payment: 'approve' })));
    }),
    buy: () =>
      new Promise((resolve, reject) => {
        const eventId = `b${++ids}`;
        const name = 'requestOneTimePurchase';
        handlers.set(`${name}/onError/${eventId}`, reject);
        handlers.set(`${name}/onEvent/${eventId}`, ({ type, data }) => {
          const { orderId } = data;
          if (type === 'purchased')
            post({
              type: 'method',
              functionName: 'processProductGrant',
              eventId: `g${ids}`,
              args: [{ orderId, isProductGranted: true }],
            });
          else {
            handlers.delete(`${name}/onEvent/${eventId}`);
            handlers.delete(`${name}/onError/${eventId}`);
            post({ type: 'removeEventListener', functionName: name, eventId });
            resolve(orderId);
          }
        });
        post({ type: 'addEventListener', functionName: name, eventId, args: { sku: SKU } });
      }),
    close: () => socket.close(),
  };
}

async function ask(orderId, userKey) {
  const { statusCode, body } = await agent.request({
    origin: partnerUrl,
    path: PATH,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-toss-user-key': userKey },
    body: JSON.stringify({ orderId }),
  });
  const answer = await body.json();
  if (statusCode !== 200 || answer.success?.orderId !== orderId)
    throw new Error(`Unexpected answer: ${JSON.stringify(answer)}`);
}

/** Calls `work` at a steady rate, late or not: a slow answer must not slow the questions down. */
async function steadily(perSecond, seconds, work) {
  const start = performance.now();
  const times = [];
  const running = [];
  for (let sent = 0; sent < perSecond * seconds; ) {
    const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - start) / 1000) * perSecond));
    for (; sent < due; sent++) {
      const planned = start + (sent / perSecond) * 1000;
      running.push(work(sent).then(() => times.push(performance.now() - planned)));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  return times.sort((a, b) => a - b);
}

const at = (times, share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
const describe = (name, times, seconds) =>
  `${name}: ${(times.length / seconds).toFixed(0)}/s, p50 ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms, p99 ${at(times, 0.99)} ms, max ${at(times, 1)} ms`;

const pages = Array.from({ length: PAGES }, (_, index) => openPage(`bench-${index}`));
await Promise.all(pages.map((page) => page.ready));
const known = [];
const buy = async (index) =>
  known.push({ orderId: await pages[index % PAGES].buy(), userKey: `bench-${index % PAGES}` });
for (let index = 0; index < PAGES * 5; index++) await buy(index);
const anyKnown = (index) => known[index % known.length];
// Connections and code warm, as on a server that has run for a minute.
await steadily(CALLS_PER_SECOND, 2, (index) => ask(anyKnown(index).orderId, anyKnown(index).userKey));

const cpu = () =>
  readFileSync(`/proc/${child.pid}/stat`, 'utf8')
    .split(' ')
    .slice(13, 15)
    .reduce((sum, ticks) => sum + Number(ticks) / 100, 0);
const before = cpu();
const [calls, purchases] = await Promise.all([
  steadily(CALLS_PER_SECOND, SECONDS, (index) => ask(anyKnown(index).orderId, anyKnown(index).userKey)),
  steadily(PURCHASES_PER_SECOND, SECONDS, buy),
]);
console.log(describe('order-status over mutual TLS', calls, SECONDS));
console.log(describe('purchases (list excluded)   ', purchases, SECONDS));
console.log(`server: ${((cpu() - before) / SECONDS).toFixed(2)} cores`);

for (const page of pages) page.close();
await agent.close();
child.kill('SIGTERM');
await new Promise((resolve) => child.once('close', resolve));
rmSync(folder, { recursive: true, force: true });
if (Number(at(calls, 0.99)) > P99_LIMIT_MS) {
  console.error(`p99 of order-status is over ${P99_LIMIT_MS} ms`);
  process.exitCode = 1;
}
