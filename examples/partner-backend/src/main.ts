import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createPartnerClient } from '@ait-iap/server';
import { serve } from '@hono/node-server';
import { createBackend } from './backend.ts';

const certificates = process.env.AIT_IAP_CERTS ?? '.ait-iap/certs';

const backend = createBackend({
  partner: createPartnerClient({
    baseUrl: process.env.PARTNER_API_URL ?? 'https://localhost:4601',
    tls: {
      cert: readFileSync(`${certificates}/client.crt`),
      key: readFileSync(`${certificates}/client.key`),
      ca: readFileSync(`${certificates}/ca.crt`),
    },
  }),
  ledgerFile: '.ait-iap/ledger.db',
  appName: 'gem-shop',
  allowedOrigins: ['http://127.0.0.1:4620', 'http://localhost:4620'],
  sessionSecret: process.env.SESSION_SECRET ?? randomBytes(32).toString('hex'),
});

const server = serve({ fetch: backend.fetch, hostname: '127.0.0.1', port: 4610 }, ({ port }) => {
  console.log(`Partner backend on http://127.0.0.1:${port}`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => server.close(() => backend.close()));
}
