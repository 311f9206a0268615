// The part of a backend that does not depend on its framework: the ledger in a file, grants written with it.
import { createFulfillment, createIapHandler, createPartnerClient, createReconciler } from '@ait-iap/server';
import { certificateFromEnvironment } from '@ait-iap/server/node';
import { sqliteStore } from '@ait-iap/server/sqlite';

export const partner = createPartnerClient({
  baseUrl: process.env.PARTNER_URL,
  tls: certificateFromEnvironment(),
});
export const store = sqliteStore(process.env.LEDGER);
await store.write((tx) =>
  tx.run('create table if not exists items (order_id text primary key, user_key text, sku text)'),
);
export const fulfillment = createFulfillment({
  partner,
  store,
  onGrant: (tx, order) =>
    tx.run('insert into items values (?, ?, ?)', order.orderId, order.userKey, order.sku),
  onRevoke: (tx, order) => tx.run('delete from items where order_id = ?', order.orderId),
});
export const reconciler = createReconciler({ fulfillment });
export const iap = createIapHandler({
  fulfillment,
  partner,
  appName: 'my-mini-app',
  basePath: '/iap',
  authenticate: (request) => request.headers.get('authorization')?.replace('Bearer ', ''),
});

/** What a cron job calls where no process keeps running. */
export async function reconcileOnce() {
  return Response.json(await reconciler.runOnce(AbortSignal.timeout(20_000)));
}

/** Ends the process on SIGTERM, as a container does it: first what listens, then what it used. */
export function endOnSigterm(stopListening) {
  process.once('SIGTERM', async () => {
    await stopListening();
    await partner.close();
    await store.close();
  });
}
