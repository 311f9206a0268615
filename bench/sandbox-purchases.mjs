// Whole purchases in memory (list, buy, grant, status), in CPU time of one process, as the world grows.
// Run after the build: node bench/sandbox-purchases.mjs [orders, default 1000000]
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createSandbox } from '@ait-iap/sandbox';

const SKU = 'ait.sandbox.consumable-1';
const URL = 'https://sandbox.invalid/api-partner/v1/apps-in-toss/order/get-order-status';
const USERS = 1000;
/** Purchases of one measurement: long enough that one pause of the garbage collector does not decide it. */
const WINDOW = 20_000;
const target = Number(process.argv[2] ?? 1_000_000);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const sandbox = createSandbox();
const pages = Array.from({ length: USERS }, (_, index) => {
  const userKey = `user-${index}`;
  return { userKey, bridge: sandbox.bridge({ userKey }) };
});

async function purchase({ userKey, bridge }) {
  await bridge.call('iapGetProductItemList', []);
  const orderId = await new Promise((resolve, reject) => {
    const onEvent = ({ type, data }) => {
      if (type === 'success') resolve(data.orderId);
      else
        bridge.call('processProductGrant', [{ orderId: data.orderId, isProductGranted: true }]).catch(reject);
    };
    bridge.listen('requestOneTimePurchase', { sku: SKU }, { onEvent, onError: reject });
  });
  const headers = { 'content-type': 'application/json', 'x-toss-user-key': userKey };
  const body = JSON.stringify({ orderId });
  const response = await sandbox.partnerApi(new Request(URL, { method: 'POST', headers, body }));
  const { success } = await response.json();
  if (success.status !== 'PURCHASED') throw new Error(`Order ${orderId} is ${success.status}.`);
}

async function purchases(count) {
  const before = process.cpuUsage();
  for (let number = 0; number < count; number++) await purchase(pages[number % USERS]);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

await purchases(1000);
const figures = [];
for (const size of [1000, 10_000, 100_000, 1_000_000].filter((one) => one <= target)) {
  await purchases(Math.max(0, size - sandbox.world.store.orderCount() - WINDOW / 2));
  collectGarbage();
  const seconds = await purchases(WINDOW);
  const perSecond = Math.round(WINDOW / seconds);
  figures.push(perSecond);
  const heap = Math.round(process.memoryUsage().heapUsed / 2 ** 20);
  const bytes = Math.round(process.memoryUsage().rss / 2 ** 20);
  console.log(
    `${size} orders: ${perSecond} purchases per CPU second (heap ${heap} MiB, process ${bytes} MiB)`,
  );
}
const slowdown = figures[0] / figures.at(-1);
console.log(`slowdown from the smallest to the largest world: ${slowdown.toFixed(2)} (at most 1.3)`);
const enough = Math.min(...figures) >= 5000;
console.log(`at least 5,000 a second: ${enough ? 'yes' : 'no'}`);
process.exitCode = enough && slowdown <= 1.3 ? 0 : 1;
