import { createFulfillment, createIapHandler, createPartnerClient, createReconciler } from '@ait-iap/server';
import { certificateFromEnvironment } from '@ait-iap/server/node';
import { postgresStore } from '@ait-iap/server/postgres';

const partner = createPartnerClient({ baseUrl: process.env.PARTNER_URL, tls: certificateFromEnvironment() });
const fulfillment = createFulfillment({
  partner,
  store: postgresStore(process.env.DATABASE_URL),
  onGrant: () => {},
  onRevoke: () => {},
});
export const reconciler = createReconciler({ fulfillment });
export const iap = createIapHandler({
  fulfillment,
  partner,
  appName: 'my-mini-app',
  basePath: '/iap',
  authenticate: (request) => request.headers.get('authorization')?.replace('Bearer ', ''),
});
