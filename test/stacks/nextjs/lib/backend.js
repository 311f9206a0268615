import { createFulfillment, createIapHandler, createPartnerClient, createReconciler } from '@ait-iap/server';
import { certificateFromEnvironment } from '@ait-iap/server/node';
import { sqliteStore } from '@ait-iap/server/sqlite';

let made;

/** Made with the first request: `next build` loads the routes as well, and has no certificate. */
export function backend() {
  made ??= make();
  return made;
}

function make() {
  const partner = createPartnerClient({
    baseUrl: process.env.PARTNER_URL,
    tls: certificateFromEnvironment(),
  });
  const fulfillment = createFulfillment({
    partner,
    store: sqliteStore(process.env.LEDGER),
    onGrant: () => {},
    onRevoke: () => {},
  });
  return {
    reconciler: createReconciler({ fulfillment }),
    iap: createIapHandler({
      fulfillment,
      partner,
      appName: 'my-mini-app',
      basePath: '/iap',
      authenticate: (request) => request.headers.get('authorization')?.replace('Bearer ', ''),
    }),
  };
}
