// How a grant and the claim of due orders slow down as the ledger grows, on SQLite and PostgreSQL.
// Run `npm run build` first, then `node bench/grant-growth.mjs [small] [large]`.
import { createOrderId } from '@ait-iap/protocol';
import { createFulfillment } from '@ait-iap/server';
import { instantPartner, median, openPostgres, openSqlite, timed, USER } from './grant-databases.mjs';

const LIMIT = 1.3;
const small = Number(process.argv[2] ?? 10_000);
const large = Number(process.argv[3] ?? 1_000_000);
const GRANTS = 1_000;
const CLAIM = 100;
const CLAIMS = 40;
const ROUNDS = 5;
const BATCH = 10_000;

const newIds = (count) => Array.from({ length: count }, () => createOrderId());

async function fill(database, from, to) {
  for (let rows = from; rows < to; rows += BATCH) {
    await database.fill(newIds(Math.min(BATCH, to - rows)), Date.now() + 86_400_000);
  }
  await database.settle();
}

async function measure(database) {
  const fulfillment = createFulfillment({
    partner: instantPartner,
    store: database.store,
    onGrant: database.onGrant,
    onRevoke: () => {},
  });
  const grants = [];
  const claims = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const grant = (orderId) => fulfillment.grant({ orderId, userKey: USER });
    grants.push((await timed(newIds(GRANTS), database.concurrency, grant)) / GRANTS);
    const now = Date.now();
    await fulfillment.importOrders(newIds(CLAIM * CLAIMS).map((orderId) => ({ orderId, userKey: USER })));
    const claim = () => fulfillment.claimDue({ limit: CLAIM, leaseMs: 86_400_000 + now });
    claims.push((await timed(Array(CLAIMS).fill(0), 1, claim)) / CLAIMS);
  }
  return { grant: median(grants), claim: median(claims) };
}

for (const open of [openSqlite, openPostgres]) {
  const database = await open();
  try {
    await fill(database, 0, small);
    const before = await measure(database);
    await fill(database, small, large);
    const after = await measure(database);
    for (const step of ['grant', 'claim']) {
      const ratio = after[step] / before[step];
      console.log(
        `${database.name.padEnd(12)} ${step.padEnd(6)} ${before[step].toFixed(3)} ms at ${small} rows, ${after[step].toFixed(3)} ms at ${large}: ${ratio.toFixed(2)} ×`,
      );
      if (ratio > LIMIT) {
        console.error(`${database.name}: the ${step} slows down by more than ${LIMIT} ×.`);
        process.exitCode = 1;
      }
    }
  } finally {
    await database.close();
  }
}
