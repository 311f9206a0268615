import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { openCertificateFolder } from '../certificates/certificate-folder.js';
import { createControlApi } from '../control-api/control-api.js';
import { failOrder } from '../orders/pay-order.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { WebhookSender } from '../webhooks-out/webhook-sender.js';
import { memoryStore } from '../world/memory-store.js';
import { sqliteWorldStore } from '../world-file/sqlite-world-store.js';
import { serveBridgeSockets } from './bridge-sockets.js';
import { endWithConnections } from './end-with-connections.js';
import { listen } from './listen.js';
import { packageVersion, readBridgeScript } from './package-file.js';
import { createPageApp } from './page-app.js';
import { createPartnerServer } from './partner-server.js';
import {
  DEFAULT_FOLDER,
  DEFAULT_PAGE_PORT,
  DEFAULT_PARTNER_PORT,
  type ServedSandbox,
  type ServeOptions,
} from './serve-options.js';

const LOOPBACK = '127.0.0.1';
const TOKEN_BYTES = 24;

/**
 * Serves a sandbox: page, `/bridge.js` and control API over HTTP, the partner API over HTTPS with mutual TLS, the
 * world in a file. Resolves once both answer.
 *
 * @throws PortInUseError or WorldFileError; nothing is left running then
 * @example
 * const served = await serveSandbox({ port: 0, partnerPort: 0, dir, db: ':memory:' });
 * const { ca, client } = served.certificates;
 * const partner = createPartnerClient({ baseUrl: served.partnerUrl, tls: { ca, ...client } });
 * await served.close();
 */
export async function serveSandbox(options: ServeOptions = {}): Promise<ServedSandbox> {
  const { port, partnerPort, dir = DEFAULT_FOLDER, db, expose, ...world } = options;
  const folder = resolve(dir);
  const bridgeScript = readBridgeScript();
  const store = db === ':memory:' ? memoryStore() : sqliteWorldStore(resolve(db ?? join(folder, 'world.db')));
  const sandbox = createSandbox({ rate: 1, ...world, store });
  const webhooks = new WebhookSender(sandbox);
  const closing: (() => unknown)[] = [() => webhooks.close(), () => sandbox.close()];
  try {
    closeAbandonedSheets(sandbox);
    const { appName } = sandbox.world.settings();
    const certificates = await openCertificateFolder({ folder: join(folder, 'certs'), appName });
    const token = expose === undefined ? undefined : randomBytes(TOKEN_BYTES).toString('base64url');
    const host = expose ?? LOOPBACK;
    const urls = { pageUrl: '', partnerUrl: '' };

    const partner = createPartnerServer(sandbox.partnerApi, certificates);
    closing.unshift(endWithConnections(partner));
    const onPartner = { host, port: partnerPort ?? DEFAULT_PARTNER_PORT, flag: '--partner-port' };
    urls.partnerUrl = `https://${LOOPBACK}:${await listen(partner, onPartner)}`;

    const app = createPageApp({
      sandbox,
      bridgeScript,
      token,
      certificateFolder: certificates.folder,
      urls: () => urls,
      api: createControlApi({ sandbox, webhooks, version: packageVersion() }),
    });
    const answer = getRequestListener(app.fetch as Parameters<typeof getRequestListener>[0]);
    const page = createServer((incoming, outgoing) => void answer(incoming, outgoing));
    const endSockets = serveBridgeSockets(page, { openHost: (device) => sandbox.bridge(device), token });
    closing.unshift(endSockets, endWithConnections(page));
    const onPage = { host, port: port ?? DEFAULT_PAGE_PORT, flag: '--port' };
    urls.pageUrl = `http://${LOOPBACK}:${await listen(page, onPage)}`;

    const close = once(() => closeAll(closing));
    return { ...urls, certificates, sandbox, close, ...(token === undefined ? {} : { token }) };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

/**
 * Order sheets that were open when a process was killed: nobody can pay on them any more, so nobody was charged. A
 * payment that waits for somebody's approval is none of them.
 */
function closeAbandonedSheets({ world }: Sandbox): void {
  for (const order of world.store.orders({ state: 'ORDER_IN_PROGRESS', limit: Number.MAX_SAFE_INTEGER })) {
    if (order.reason !== 'PAYMENT_PENDING') failOrder(world, order, 'USER_CANCELED');
  }
}

/** In order, and each of them: a file must be given up also when a server would not end. */
async function closeAll(steps: readonly (() => unknown)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () => {
    closed ??= close();
    return closed;
  };
}
