// The part of a backend that does not depend on its framework: the ledger in a file, grants written with it.
const {
  createFulfillment,
  createIapHandler,
  createPartnerClient,
  createReconciler,
} = require('@ait-iap/server');
const { certificateFromEnvironment } = require('@ait-iap/server/node');
const { sqliteStore } = require('@ait-iap/server/sqlite');

const partner = createPartnerClient({
  baseUrl: process.env.PARTNER_URL,
  tls: certificateFromEnvironment(),
});
const store = sqliteStore(process.env.LEDGER);
const ready = store.write((tx) =>
  tx.run('create table if not exists items (order_id text primary key, user_key text, sku text)'),
);
const fulfillment = createFulfillment({
  partner,
  store,
  onGrant: (tx, order) =>
    tx.run('insert into items values (?, ?, ?)', order.orderId, order.userKey, order.sku),
  onRevoke: (tx, order) => tx.run('delete from items where order_id = ?', order.orderId),
});
const reconciler = createReconciler({ fulfillment });
const iap = createIapHandler({
  fulfillment,
  partner,
  appName: 'my-mini-app',
  basePath: '/iap',
  authenticate: (request) => request.headers.get('authorization')?.replace('Bearer ', ''),
});

/** What a cron job calls where no process keeps running. */
async function reconcileOnce() {
  return Response.json(await reconciler.runOnce(AbortSignal.timeout(20_000)));
}

/** Ends the process on SIGTERM, as a container does it: first what listens, then what it used. */
function endOnSigterm(stopListening) {
  process.once('SIGTERM', async () => {
    await stopListening();
    await partner.close();
    await store.close();
  });
}

module.exports = { iap, fulfillment, reconcileOnce, endOnSigterm, ready };
