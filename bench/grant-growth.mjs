// How a grant and the claim of due orders slow down as the ledger grows, on SQLite and PostgreSQL: a small and a large ledger side by
// side, round by round, so that what else the machine does hits both alike.
// Run `npm run build` first, then `node bench/grant-growth.mjs [small] [large] [rounds]`.
import { createOrderId } from '@ait-iap/protocol';
import { createFulfillment } from '@ait-iap/server';
import { dueWorkOf } from '@ait-iap/server/reconciliation';
import { instantPartner, median, postgres, sqlite, timed, USER } from './grant-databases.mjs';

const LIMIT = 1.3;
const small = Number(process.argv[2] ?? 10_000);
const large = Number(process.argv[3] ?? 1_000_000);
const rounds = Number(process.argv[4] ?? 15);
const GRANTS = 500;
const CLAIM = 100;
const BATCH = 10_000;
const YEAR_MS = 365 * 86_400_000;
// Granted orders are due at once, so that the claimed rows are like those of a real ledger.
const checkPlan = { open: [], unconfirmed: [], granted: [{ untilAgeMs: YEAR_MS, everyMs: 0 }] };

const newIds = (count) => Array.from({ length: count }, () => createOrderId());

async function openLedger(server, rows) {
  const database = await server.open();
  for (let filled = 0; filled < rows; filled += BATCH) {
    await database.fill(newIds(Math.min(BATCH, rows - filled)), Date.now() + YEAR_MS);
  }
  await database.settle();
  const { store, onGrant } = database;
  const partner = instantPartner;
  const fulfillment = createFulfillment({ partner, store, onGrant, onRevoke: () => {}, checkPlan });
  return { database, fulfillment };
}

/** Milliseconds of one grant and of one claim of a hundred due orders. */
async function measure({ database, fulfillment }) {
  const grant = (orderId) => fulfillment.grant({ orderId, userKey: USER });
  const grants = await timed(newIds(GRANTS), database.concurrency, grant);
  const claim = async () => {
    const claimed = await dueWorkOf(fulfillment).take({ limit: CLAIM, leaseMs: YEAR_MS });
    if (claimed.length !== CLAIM) throw new Error(`${claimed.length} orders were claimed.`);
  };
  const claims = await timed(Array(GRANTS / CLAIM).fill(0), 1, claim);
  return { grant: grants / GRANTS, claim: claims / (GRANTS / CLAIM) };
}

for (const { name, start } of [sqlite, postgres]) {
  const server = await start();
  const ledgers = [await openLedger(server, small), await openLedger(server, large)];
  const results = [];
  for (const ledger of ledgers) await measure(ledger);
  for (let round = 0; round < rounds; round += 1) {
    // The order changes, so that neither has the worse half of every round.
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    const result = [];
    for (const index of order) result[index] = await measure(ledgers[index]);
    results.push(result);
  }
  for (const step of ['grant', 'claim']) {
    const [before, after] = [0, 1].map((index) => median(results.map((result) => result[index][step])));
    const ratio = median(results.map(([few, many]) => many[step] / few[step]));
    console.log(
      `${name.padEnd(12)} ${step}  ${before.toFixed(3)} ms at ${small} rows, ${after.toFixed(3)} ms at ${large}: ${ratio.toFixed(2)} ×`,
    );
    if (ratio > LIMIT) {
      console.error(`${name}: the ${step} slows down by more than ${LIMIT} ×.`);
      process.exitCode = 1;
    }
  }
  for (const { database } of ledgers) await database.close();
  await server.stop();
}
