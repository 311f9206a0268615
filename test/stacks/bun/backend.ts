import { createFulfillment, createIapHandler, createPartnerClient } from '@ait-iap/server';
import { postgresStore } from '@ait-iap/server/postgres';

const env = process.env as Record<string, string>;
const tls = { cert: env.AIT_IAP_CLIENT_CERT, key: env.AIT_IAP_CLIENT_KEY, ca: env.AIT_IAP_CA };

// Bun's own fetch presents the certificate.
const partner = createPartnerClient({
  baseUrl: env.PARTNER_URL,
  fetch: (input, init) => fetch(input, { ...init, tls } as RequestInit),
});
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
