import { createFulfillment, createIapHandler, createPartnerClient } from '@ait-iap/server';
import { postgresStore } from '@ait-iap/server/postgres';

const env = (name: string) => Deno.env.get(name) ?? '';

// The client presents the certificate.
const client = Deno.createHttpClient({
  cert: env('AIT_IAP_CLIENT_CERT'),
  key: env('AIT_IAP_CLIENT_KEY'),
  caCerts: [env('AIT_IAP_CA')],
});
const partner = createPartnerClient({
  baseUrl: env('PARTNER_URL'),
  fetch: (input, init) => fetch(input, { ...init, client } as RequestInit),
});
const fulfillment = createFulfillment({
  partner,
  store: postgresStore(env('DATABASE_URL')),
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
Deno.serve({ port: Number(env('PORT')), hostname: '127.0.0.1' }, iap);
