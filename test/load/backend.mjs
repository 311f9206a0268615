// The example backend in its own process, with a reconciler and a look at its memory.
import { createPartnerClient, createReconciler } from '@ait-iap/server';
import { certificateFromFiles } from '@ait-iap/server/node';
import { serve } from '@hono/node-server';
import { createBackend } from '../../examples/partner-backend/src/backend.ts';

const [ledgerFile, partnerUrl, certificates] = process.argv.slice(2);
const file = (name) => `${certificates}/${name}`;

const backend = createBackend({
  partner: createPartnerClient({
    baseUrl: partnerUrl,
    tls: certificateFromFiles({ cert: file('client.crt'), key: file('client.key'), ca: file('ca.crt') }),
  }),
  ledgerFile,
  createLedger: true,
  appName: 'gem-shop',
  allowedOrigins: [],
  sessionSecret: 'of the load',
});
createReconciler({ fulfillment: backend.fulfillment, onError: () => undefined }).start();
const server = serve({ fetch: backend.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  process.send({ url: `http://127.0.0.1:${port}` }),
);
server.on('error', (error) => {
  throw error;
});
process.on('message', async ({ id }) => {
  // What is left after a collection is what is kept.
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  process.send({ id, heapUsed, rss, backlog: await backend.fulfillment.backlog() });
});
// The process that started it has gone.
process.once('disconnect', () => process.exit());
