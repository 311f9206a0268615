// How long the console's lists take on a world of a million orders in a file: `node bench/console-million.mjs [orders]`.
// Needs `npm run build`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveSandbox } from '../packages/sandbox/dist/serve.js';
import { fillYear } from './year-of-payments.mjs';

const orders = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 9;
const dir = mkdtempSync(join(tmpdir(), 'ait-iap-console-'));
const db = join(dir, 'world.db');

fillYear(db, orders);
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
