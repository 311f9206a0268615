import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { createFulfillment, createIapHandler, createPartnerClient } from '@ait-iap/server';
import { certificateFromFiles, nodeListener } from '@ait-iap/server/node';
import { sqliteStore } from '@ait-iap/server/sqlite';

const { CERT_FILE: cert, KEY_FILE: key, CA_FILE: ca } = process.env;
// Playwright starts everything at once.
while (!existsSync(cert) || !existsSync(ca)) await setTimeout(50);
mkdirSync('data', { recursive: true });
const partner = createPartnerClient({
  baseUrl: 'https://127.0.0.1:4681',
  tls: certificateFromFiles({ cert, key, ca }),
});
const fulfillment = createFulfillment({
  partner,
  store: sqliteStore(`${import.meta.dirname}/data/ledger.db`, { create: true }),
  onGrant: () => {},
  onRevoke: () => {},
});
const iap = createIapHandler({
  fulfillment,
  partner,
  appName: 'my-mini-app',
  basePath: '/iap',
  allowedOrigins: ['http://localhost:5183'],
  authenticate: (request) => request.headers.get('authorization')?.replace('Bearer ', ''),
});
createServer(nodeListener(iap)).listen(4690, '127.0.0.1');
