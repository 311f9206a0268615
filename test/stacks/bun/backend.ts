import { createFulfillment, createIapHandler, createPartnerClient } from '@ait-iap/server';
import { certificateFromEnvironment } from '@ait-iap/server/node';
import { postgresStore } from '@ait-iap/server/postgres';

const env = process.env as Record<string, string>;
const partner = createPartnerClient({ baseUrl: env.PARTNER_URL, tls: certificateFromEnvironment() });
const fulfillment = createFulfillment({
  partner,
  store: postgresStore(env.DATABASE_URL ?? ''),
  onGrant: () => {},
  onRevoke: () => {},
});
const iap = createIapHandler({
  fulfillment,
  partner,
  appName: 'my-mini-app',
  basePath: '/iap',
  authenticate: (request) => request.headers.get('authorization')?.replace('Bearer ', ''),
});
Bun.serve({ port: Number(env.PORT), hostname: '127.0.0.1', fetch: iap });
