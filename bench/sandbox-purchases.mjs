// Whole purchases in memory (list, buy, grant, status), in CPU time of one process, as the world grows.
// Run after the build: node bench/sandbox-purchases.mjs [orders, default 1000000]
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createSandbox } from '@ait-iap/sandbox';

const SKU = 'ait.sandbox.consumable-1';
const URL = 'https://sandbox.invalid/api-partner/v1/apps-in-toss/order/get-order-status';
const USERS = 1000;
const target = Number(process.argv[2] ?? 1_000_000);

/**
 * Worlds of a size, and purchases measured in each. A small world is measured many times over, a large one for so long
 * that the garbage collections of its size are paid for within the measurement.
 */
const PLAN = [
  { size: 1000, worlds: 10, purchases: 4000 },
  { size: 10_000, worlds: 4, purchases: 10_000 },
  { size: 100_000, worlds: 1, purchases: 50_000 },
  { size: 1_000_000, worlds: 1, purchases: 200_000 },
];

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** A world that has so many orders already, and pages of its users. */
function worldOf(size) {
  const sandbox = createSandbox();
  const pages = Array.from({ length: USERS }, (_, index) => {
    const userKey = `user-${index}`;
    return { userKey, bridge: sandbox.bridge({ userKey }) };
  });
  for (let number = 0; number < size; number++) {
    sandbox.console.purchase({ userKey: pages[number % USERS].userKey, sku: SKU });
  }
  return { sandbox, pages };
}

async function purchase(sandbox, { userKey, bridge }) {
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

/** Purchases for each second of CPU, with the threads of the garbage collector. */
async function measure({ size, worlds, purchases }) {
  let seconds = 0;
  for (let world = 0; world < worlds; world++) {
    const { sandbox, pages } = worldOf(size);
    collectGarbage();
    const before = process.cpuUsage();
    for (let number = 0; number < purchases; number++) await purchase(sandbox, pages[number % USERS]);
    const { user, system } = process.cpuUsage(before);
    seconds += (user + system) / 1e6;
    sandbox.close();
  }
  return Math.round((worlds * purchases) / seconds);
}

// The compiler has seen everything before anything counts.
await measure({ size: 1000, worlds: 1, purchases: 30_000 });
const figures = [];
for (const plan of PLAN.filter(({ size }) => size <= target)) {
  const perSecond = await measure(plan);
  figures.push(perSecond);
  console.log(`${plan.size} orders: ${perSecond} purchases per CPU second`);
}
const slowdown = Math.max(...figures) / figures.at(-1);
console.log(`slowdown from the best to the largest world: ${slowdown.toFixed(2)} (at most 1.3)`);
const enough = Math.min(...figures) >= 5000;
console.log(`at least 5,000 a second: ${enough ? 'yes' : 'no'}`);
process.exitCode = enough && slowdown <= 1.3 ? 0 : 1;
