// Grants a second, verify excluded, against a bare transaction of the same rows, on SQLite and PostgreSQL.
// Run `npm run build` first, then `node bench/grant-throughput.mjs [grants a round] [rounds]`.
import { createOrderId } from '@ait-iap/protocol';
import { createFulfillment } from '@ait-iap/server';
import { instantPartner, median, postgres, sqlite, timed, USER } from './grant-databases.mjs';

const LIMIT = 0.6;
const count = Number(process.argv[2] ?? 1_000);
const rounds = Number(process.argv[3] ?? 7);

// A server has run its code hot long before it is busy; the two statements of the other side are hot at once.
const WARM_UP = 5_000;

const newIds = (length = count) => Array.from({ length }, () => createOrderId());

async function measure(database) {
  const { store, concurrency, onGrant } = database;
  const fulfillment = createFulfillment({ partner: instantPartner, store, onGrant, onRevoke: () => {} });
  const grant = async (orderId) => {
    const { outcome } = await fulfillment.grant({ orderId, userKey: USER });
    if (outcome !== 'granted') throw new Error(`An order was ${outcome}.`);
  };
  const bare = (id) => database.bareGrant(id, Date.now());
  await timed(newIds(WARM_UP), concurrency, grant);
  await timed(newIds(WARM_UP), concurrency, bare);
  const results = [];
  // Round by round, so that what else the machine does hits both alike.
  for (let round = 0; round < rounds; round += 1) {
    const ours = await timed(newIds(), concurrency, grant);
    const theirs = await timed(newIds(), concurrency, bare);
    results.push({ ours: (count / ours) * 1_000, bare: (count / theirs) * 1_000, ratio: theirs / ours });
  }
  const pick = (name) => median(results.map((result) => result[name]));
  console.log(
    `${database.name.padEnd(12)} grant ${pick('ours').toFixed(0).padStart(6)}/s   bare ${pick('bare').toFixed(0).padStart(6)}/s   ${pick('ratio').toFixed(2)} ×`,
  );
  return pick('ratio');
}

console.log(`median of ${rounds} rounds of ${count}, Node ${process.version}`);
for (const { name, start } of [sqlite, postgres]) {
  const server = await start();
  const database = await server.open();
  try {
    if ((await measure(database)) < LIMIT) {
      console.error(`${name}: less than ${LIMIT} × a bare transaction.`);
      process.exitCode = 1;
    }
  } finally {
    await database.close();
    await server.stop();
  }
}
