import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { createPartnerClient } from '@ait-iap/server';
import { certificateFromFiles } from '@ait-iap/server/node';
import { serve } from '@hono/node-server';
import { createBackend } from './backend.ts';

const PORT = 4610;
const CERTIFICATES = process.env.AIT_IAP_CERTS ?? '.ait-iap/certs';

/** One sentence for the person at the terminal; a stack trace would hide it. */
function giveUp(error: Error): never {
  console.error(error.message);
  process.exit(1);
}

function start() {
  const backend = createBackend({
    partner: createPartnerClient({
      baseUrl: process.env.PARTNER_API_URL ?? 'https://localhost:4601',
      tls: certificateFromFiles({
        cert: `${CERTIFICATES}/client.crt`,
        key: `${CERTIFICATES}/client.key`,
        ca: `${CERTIFICATES}/ca.crt`,
      }),
    }),
    // Beside the certificates of the sandbox, without which nothing starts here.
    ledgerFile: resolve('.ait-iap/ledger.db'),
    createLedger: true,
    appName: 'gem-shop',
    allowedOrigins: ['http://127.0.0.1:4620', 'http://localhost:4620'],
    sessionSecret: process.env.SESSION_SECRET ?? randomBytes(32).toString('hex'),
  });
  const server = serve({ fetch: backend.fetch, hostname: '127.0.0.1', port: PORT }, () => {
    console.log(`파트너 백엔드가 준비됐어요. (Partner backend ready) http://127.0.0.1:${PORT}`);
  });
  server.on('error', () =>
    giveUp(
      new Error(
        `Failed to listen on port ${PORT}: is it in use? Stop that program. ` +
          `(${PORT}번 포트를 열 수 없어요. 그 포트를 쓰는 프로그램을 꺼 주세요.)`,
      ),
    ),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => server.close(() => backend.close()));
  }
}

try {
  start();
} catch (error) {
  giveUp(error as Error);
}
