// How long the console's lists take on a world of a million orders in a file: `node bench/console-million.mjs [orders]`.
// Needs `npm run build`. The rows are written by the store itself, in large steps; then the control API is asked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '../packages/sandbox/dist/index.js';
import { serveSandbox, sqliteWorldStore } from '../packages/sandbox/dist/serve.js';

const orders = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 9;
const STEP = 5_000;
const YEAR_MS = 365 * 86_400_000;
const dir = mkdtempSync(join(tmpdir(), 'ait-iap-console-'));
const db = join(dir, 'world.db');

fill();
const served = await serveSandbox({ port: 0, partnerPort: 0, dir, db });
const start = '2025-06-01';
const some = await (await fetch(`${served.pageUrl}/api/payments?limit=1&page=1000`)).json();
const { orderId } = some.payments[0];
const questions = {
  'first page': '/payments',
  'last page': `/payments?page=${some.total === 0 ? 1 : Math.ceil(some.total / 50)}`,
  'a period, page 100': `/payments?from=${start}&to=2025-09-30&page=100`,
  'a period, state and name': `/payments?from=${start}&to=2025-12-31&state=REFUNDED&search=${encodeURIComponent('상품 - 2')}&page=20`,
  'state 환불 요청': '/payments?state=REFUND_REQUESTED',
  'a frequent name, page 1,000': `/payments?search=${encodeURIComponent('상품')}&page=1000`,
  'a rare name': `/payments?search=${encodeURIComponent('비소모품')}&page=2`,
  'a transaction id': `/payments?search=${orderId}`,
  'refunds, third tab, page 50': '/refunds?tab=rejected&page=50',
  'refunds, all': '/refunds',
  'settlement of all months': '/settlements',
  'timeline of an order': `/orders/${orderId}/timeline`,
};
console.log(
  `${orders.toLocaleString('en')} orders, ${some.total.toLocaleString('en')} payments; milliseconds, median and slowest of ${ROUNDS}`,
);
for (const [name, path] of Object.entries(questions)) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const answer = await fetch(`${served.pageUrl}/api${path}`);
    await answer.text();
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  console.log(`${times[ROUNDS >> 1].toFixed(1).padStart(8)} ${times.at(-1).toFixed(1).padStart(8)}  ${name}`);
}
await served.close();
rmSync(dir, { recursive: true, force: true });

/** A year of payments: one in 20 asks for a refund, of those a third each is open, refunded and rejected. */
function fill() {
  const began = performance.now();
  const store = sqliteWorldStore(db);
  const sandbox = createSandbox({ store });
  const skus = ['ait.sandbox.consumable-1', 'ait.sandbox.consumable-2'];
  const first = sandbox.clock.now();
  const at = (number) => first - YEAR_MS + Math.floor((number / orders) * YEAR_MS);
  let seq = store.lastSeq();
  let requests = 0;
  for (let done = 0; done < orders; ) {
    const commit = { events: [], orders: [], refunds: [], records: [], dues: [] };
    for (let count = 0; count < STEP && done < orders; count++) {
      const number = ++done;
      const paidAt = at(number);
      const hex = (value, length) => value.toString(16).padStart(length, '0');
      const orderId = `${hex(paidAt, 12).replace(/(.{8})/, '$1-')}-7${hex(number & 0xfff, 3)}-8000-${hex(number, 12)}`;
      const sku = number % 5_000 === 0 ? 'ait.sandbox.non-consumable' : skus[number % 2];
      const order = {
        ...{
          number,
          orderId,
          userKey: `user-${number % 50_000}`,
          sku,
          kind: 'CONSUMABLE',
          store: 'GOOGLE_PLAY',
        },
        ...{ state: 'PURCHASED', reason: 'GRANTED', amount: number % 2 === 0 ? 1100 : 5500 },
        ...{ openedAt: paidAt, stateAt: paidAt, paidAt, grantedAt: paidAt, grantWindow: 'answered' },
      };
      if (number % 20 === 0) {
        const state = ['REQUESTED', 'COMPLETED', 'REJECTED'][(number / 20) % 3];
        const refund = { state, reason: 'NOT_USED', requestedAt: paidAt, number: ++requests };
        order.refund = state === 'REQUESTED' ? { ...refund, decider: 'PARTNER' } : refund;
        if (state === 'COMPLETED') Object.assign(order, { state: 'REFUNDED', refundedAt: paidAt });
        const { userKey, store, amount } = order;
        commit.refunds.push({ ...order.refund, orderId, userKey, sku, store, amount, paidAt });
      }
      commit.orders.push(order);
      for (const type of ['OrderOpened', 'OrderPaid', 'OrderGranted'])
        commit.events.push({ seq: ++seq, at: first, type, orderId, userKey: order.userKey, sku });
    }
    store.commit(commit);
  }
  sandbox.close();
  console.log(`filled in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}
