// What 10,000 purchases leave behind in the page: listeners, timers, heap. The last ten order sheets that ended without an order
// are still listened to, since they may be paid later, and no more. Run `npm run build` first, then
// `node bench/client-leaks.mjs [purchases]`. Every third is canceled, every fifth given up with the sheet open.
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createIapClient, webViewBridge } from '@ait-iap/client';
import { createSandbox, speakMessages } from '@ait-iap/sandbox';

const PURCHASES = Number(process.argv[2] ?? 10_000);
/** What the engine and the page keep once is there by then: with 30,000 purchases nothing is added (-1 B each). */
const WARM_UP = 5_000;
/** The topics of the sheets that are still listened to: the event and the error of each. */
const HEARD = 2 * 10;
/** What the heap may grow by for each purchase, in bytes: the world itself grows in its own process space. */
const HEAP_LIMIT_BYTES = 64;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** A new page. Its world is thrown away with it, so that only what the client keeps stays. */
const view = { __CONSTANT_HANDLER_MAP: undefined, ReactNativeWebView: undefined };
let host;
function openWorld() {
  host?.close();
  const sandbox = createSandbox();
  let cancel = false;
  const app = sandbox.bridge({ userKey: 'user', payment: () => (cancel ? 'cancel' : 'approve') });
  const messages = speakMessages(app, (topic, data) => view.__GRANITE_NATIVE_EMITTER.emit(topic, data));
  view.__CONSTANT_HANDLER_MAP = Object.fromEntries(
    ['getOperationalEnvironment', 'getPlatformOS', 'getTossAppVersion'].map((name) => [
      name,
      app.constant(name),
    ]),
  );
  view.ReactNativeWebView = { postMessage: (text) => messages.receive(JSON.parse(text)) };
  host = { close: () => sandbox.close(), cancelNext: (next) => (cancel = next) };
}

const iap = createIapClient({ bridge: webViewBridge(view) });
async function purchases(count) {
  openWorld();
  for (let index = 0; index < count; index++) {
    host.cancelNext(index % 3 === 0);
    const controller = new AbortController();
    const run = iap.startPurchase('ait.sandbox.consumable-1', {
      signal: controller.signal,
      grant: async () => {
        if (index % 5 === 0) controller.abort();
        return true;
      },
    });
    const { status } = await run.outcome;
    const expected = index % 3 === 0 ? 'canceled' : index % 5 === 0 ? 'pending' : 'granted';
    if (status !== expected) throw new Error(`Purchase ${index} ended ${status}, not ${expected}`);
    // An order goes on without the app after its user gave up. The next order waits for it.
    await run.end;
  }
  openWorld();
}

const listeners = () =>
  Object.values(view.__GRANITE_NATIVE_EMITTER?.events ?? {})
    .flat()
    .filter(Boolean).length;
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
const heap = async () => {
  await pause(50);
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

await purchases(WARM_UP);
const before = { listeners: listeners(), timers: timers(), heap: await heap() };
const started = performance.now();
await purchases(PURCHASES);
const ms = performance.now() - started;
const after = { listeners: listeners(), timers: timers(), heap: await heap() };

const topics = Object.keys(view.__GRANITE_NATIVE_EMITTER.events).length;
const growth = (after.heap - before.heap) / PURCHASES;
console.log(`${PURCHASES} purchases in ${Math.round(ms)} ms`);
console.log(
  `listeners ${after.listeners}, topics ${topics}, timers ${after.timers} (before: ${before.timers})`,
);
console.log(`heap ${growth.toFixed(1)} B more for each purchase (at most ${HEAP_LIMIT_BYTES})`);
if (after.listeners > HEARD || topics > HEARD || after.timers > before.timers || growth > HEAP_LIMIT_BYTES)
  process.exitCode = 1;
