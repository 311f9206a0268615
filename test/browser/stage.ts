import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveSandbox } from '@ait-iap/sandbox/serve';
import { createPartnerClient } from '@ait-iap/server';
import { serve } from '@hono/node-server';
import { createServer as createViteServer } from 'vite';
import { createBackend } from '../../examples/partner-backend/src/backend.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The example backend, its port known before its settings are: the pages need the one and give the other. */
async function listen() {
  const listening = Promise.withResolvers<{ port: number }>();
  const server: { fetch?: (request: Request) => Response | Promise<Response> } = {};
  const listener = serve(
    {
      fetch: (request) => (server.fetch as NonNullable<typeof server.fetch>)(request),
      hostname: '127.0.0.1',
      port: 0,
    },
    listening.resolve,
  );
  const { port } = await listening.promise;
  return {
    url: `http://127.0.0.1:${port}`,
    answerWith: (fetch: NonNullable<typeof server.fetch>) => {
      server.fetch = fetch;
    },
    close: () => new Promise((resolve) => listener.close(resolve)),
  };
}

function backendOver(
  sandbox: Awaited<ReturnType<typeof serveSandbox>>,
  ledgerFile: string,
  allowedOrigins: string[],
) {
  const { ca, client } = sandbox.certificates;
  return createBackend({
    partner: createPartnerClient({
      baseUrl: sandbox.partnerUrl,
      tls: { ca, ...client },
    }),
    ledgerFile,
    createLedger: true,
    appName: 'gem-shop',
    allowedOrigins,
    sessionSecret: 'of the stage',
  });
}

/**
 * Serves a page's sources as a developer's `vite` would, on its own port.
 *
 * @param installed - packages of this repository that a developer would have from npm. `vite` gives those to a page as one file
 * each; as links they would be more than a hundred, read again by each page of each test
 */
async function startPage(folder: string, installed: string[] = []) {
  const server = await createViteServer({
    root: join(ROOT, folder),
    configFile: join(ROOT, folder, 'vite.config.ts'),
    logLevel: 'error',
    // Two processes that prepare the same page at once would take each other's files away.
    cacheDir: join(ROOT, 'node_modules/.cache/vite', process.env.VITEST_POOL_ID ?? '', folder),
    // Nothing reloads a page but the test itself, also while somebody builds.
    server: { host: '127.0.0.1', port: 0, strictPort: false, hmr: false, watch: null },
    // Prepared anew each time: what was built since would not be noticed.
    optimizeDeps: { include: installed, force: true },
  });
  await server.listen();
  const [origin] = server.resolvedUrls?.local ?? [];
  return { origin: String(origin).replace(/\/$/, ''), close: () => server.close() };
}

/** Everything that `npm start` starts, on its own ports, with the page of the official SDK beside the mini-app. */
export async function openStage() {
  const folder = mkdtempSync(join(tmpdir(), 'ait-iap-stage-'));
  const sandbox = await serveSandbox({ port: 0, partnerPort: 0, dir: folder });
  const listener = await listen();
  process.env.SANDBOX_URL = sandbox.pageUrl;
  process.env.VITE_BACKEND_URL = listener.url;
  const client = ['@ait-iap/client', '@ait-iap/client/react', '@ait-iap/client/http-grant'];
  const miniApp = await startPage('examples/mini-app', client);
  const officialPage = await startPage('test/browser/official-page');
  const origins = [miniApp.origin, officialPage.origin];
  const backends: ReturnType<typeof createBackend>[] = [];

  return {
    sandbox,
    miniApp,
    officialPage,
    /** An empty world, and behind the same address a backend that has never seen an order. */
    async startAfresh() {
      await sandbox.sandbox.reset();
      const backend = backendOver(sandbox, join(folder, `ledger-${backends.length}.db`), origins);
      backends.push(backend);
      listener.answerWith(backend.fetch);
      return backend;
    },
    async close() {
      await Promise.all([miniApp.close(), officialPage.close()]);
      await listener.close();
      await Promise.all(backends.map((backend) => backend.close()));
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
