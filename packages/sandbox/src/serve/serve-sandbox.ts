import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { isPaidLater } from '../app-market/orders/late-payment.js';
import { failOrder } from '../app-market/orders/pay-order.js';
import { memoryBundles } from '../bundles/bundle-store.js';
import { folderBundles } from '../bundles/folder-bundles.js';
import { SandboxError } from '../errors/sandbox-error.js';
import { armOnce } from '../faults/arm-once.js';
import { nextFaults } from '../faults/next-faults.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { WebhookSender } from '../webhooks-out/webhook-sender.js';
import { memoryStore } from '../world/memory-store.js';
import { sqliteWorldStore } from '../world/world-file/sqlite-world-store.js';
import { serveBridgeSockets } from './bridge-sockets.js';
import { openCertificateFolder, type SandboxCertificates } from './certificates/certificate-folder.js';
import { ClosingSteps } from './closing-steps.js';
import { createControlApi } from './control-api/control-api.js';
import { controlEndpoints } from './control-api/control-endpoints.js';
import { endWithConnections } from './end-with-connections.js';
import { startListening } from './listen.js';
import { NamedWorlds } from './named-worlds.js';
import { describeControlApi } from './openapi/describe-control-api.js';
import { describePartnerApi } from './openapi/describe-partner-api.js';
import { packageVersion, readBridgeScript } from './package-file.js';
import { createPageApp } from './page-app.js';
import { createPartnerServer } from './partner-server.js';
import { addressesOf, certificatesIn, LOOPBACK, makePlace, worldFile } from './place-to-serve.js';
import { ReleaseDesk } from './release-desk/release-desk.js';
import { writeRunningFile } from './running-file.js';
import { applySettings, assertSameWorld } from './same-world.js';
import type { ServedSandbox, ServeOptions } from './serve-options.js';

const TOKEN_BYTES = 24;
const MIN_TOKEN_LENGTH = 16;

/** The parts of the servers. */
interface Parts {
  readonly options: ServeOptions;
  readonly sandbox: Sandbox;
  readonly webhooks: WebhookSender;
  readonly releaseDesk: ReleaseDesk;
  readonly certificates: SandboxCertificates;
  readonly closing: ClosingSteps;
  /** Missing if this world is itself a world with a name. */
  readonly worlds: NamedWorlds | undefined;
}

/**
 * Serves a sandbox: page, `/bridge.js` and control API over HTTP, the partner API over HTTPS with mutual TLS, and the
 * world in a file. Resolves when both servers answer. No real money moves.
 *
 * @throws PortInUseError, WorldFileError, FolderNotMadeError or another SandboxError; then nothing keeps running, and
 * no folder stays that this start made and left empty
 * @example
 * const served = await serveSandbox({ port: 0, partnerPort: 0, dir, db: ':memory:' });
 * const { ca, client } = served.certificates;
 * const partner = createPartnerClient({ baseUrl: served.partnerUrl, tls: { ca, ...client } });
 * await served.close();
 */
export function serveSandbox(options: ServeOptions = {}): Promise<ServedSandbox> {
  return serveWorld(options, true);
}

async function serveWorld(options: ServeOptions, isMain: boolean): Promise<ServedSandbox> {
  const closing = new ClosingSteps();
  try {
    return await start(options, closing, isMain);
  } catch (error) {
    // The error of the start says more than an error while closing.
    await closing.close().catch(() => {});
    throw error;
  }
}

async function start(options: ServeOptions, closing: ClosingSteps, isMain: boolean): Promise<ServedSandbox> {
  // What fails often fails before anything is made.
  const token = tokenOf(options);
  const folder = await makePlace(options, closing);
  const file = worldFile(options, folder);
  const sandbox = openSandbox(options, file, closing);
  const { appName } = sandbox.world.settings();
  const { san } = options;
  const certificates = await openCertificateFolder({ folder: certificatesIn(folder), appName, san });
  const webhooks = new WebhookSender(sandbox);
  closing.add(() => webhooks.close());
  const bundles = file === undefined ? memoryBundles() : folderBundles(`${file}-bundles`);
  const releaseDesk = new ReleaseDesk(sandbox.world, bundles);
  await releaseDesk.tidy();
  const beside = {
    dir: folder,
    db: ':memory:',
    port: 0,
    partnerPort: 0,
    settings: { appName },
    san: san ?? [],
  };
  const exposed = { ...(options.expose && { expose: options.expose }), ...(token && { token }) };
  const worlds = isMain
    ? new NamedWorlds(sandbox, ({ seed = randomUUID(), rate = 1 }) =>
        serveWorld({ ...beside, ...exposed, seed, rate }, false),
      )
    : undefined;
  if (worlds) closing.add(() => worlds.closeAll());
  const parts: Parts = { options, sandbox, webhooks, releaseDesk, certificates, closing, worlds };
  const partnerUrl = await startPartnerApi(parts);
  // Last, because a program that sees the page healthy calls the partner API next.
  const pageUrl = await startPage(parts, partnerUrl, token);
  const running = { pageUrl, partnerUrl, pid: process.pid, ...(token !== undefined && { token }) };
  if (isMain) closing.add(writeRunningFile(folder, running));
  const served = { pageUrl, partnerUrl, certificates, sandbox, webhooks, close: () => closing.close() };
  return token === undefined ? served : { ...served, token };
}

function openSandbox(options: ServeOptions, file: string | undefined, closing: ClosingSteps): Sandbox {
  const {
    port: _port,
    partnerPort: _partner,
    dir: _dir,
    expose: _expose,
    token: _token,
    san: _san,
    db: _db,
    ...world
  } = options;
  const store = file === undefined ? memoryStore() : sqliteWorldStore(file);
  try {
    assertSameWorld(store, world);
    const sandbox = createSandbox({ rate: 1, ...world, store });
    closing.add(() => sandbox.close());
    applySettings(sandbox, world);
    closeAbandonedSheets(sandbox);
    return sandbox;
  } catch (error) {
    store.close();
    throw error;
  }
}

/** @throws SandboxError `TOKEN_REFUSED` if the token is too short to protect anything, or has no effect */
function tokenOf({ expose, token }: ServeOptions): string | undefined {
  if (token === undefined) return expose && randomBytes(TOKEN_BYTES).toString('base64url');
  if (expose !== undefined && token.length >= MIN_TOKEN_LENGTH) return token;
  const why =
    expose === undefined
      ? 'it is for other machines only. Pass --expose, too'
      : 'it is too short. Take 16 characters or more';
  throw new SandboxError('TOKEN_REFUSED', `Failed to use the token: ${why}.`);
}

/**
 * Cancels order sheets that were open when a process was killed. Nobody can pay on them any more, so nobody was
 * charged. A payment that waits for an approval, or comes after an error, is not one of them.
 */
function closeAbandonedSheets({ world }: Sandbox): void {
  for (const order of world.store.orders({ state: 'ORDER_IN_PROGRESS', limit: Number.MAX_SAFE_INTEGER })) {
    if (order.reason === 'PAYMENT_PENDING' || isPaidLater(world, order)) continue;
    failOrder(world, order, 'USER_CANCELED');
  }
}

async function startPartnerApi({ options, sandbox, certificates, closing, worlds }: Parts): Promise<string> {
  const server = createPartnerServer(worlds?.partnerApi ?? sandbox.partnerApi, certificates);
  closing.add(endWithConnections(server));
  return `https://${LOOPBACK}:${await startListening(server, addressesOf(options).partner)}`;
}

async function startPage(parts: Parts, partnerUrl: string, token: string | undefined): Promise<string> {
  const { options, sandbox, webhooks, releaseDesk, certificates, closing, worlds } = parts;
  const urls = { pageUrl: '' };
  const place = { partnerUrl, certificateFolder: certificates.folder };
  const control = { sandbox, webhooks, releaseDesk, worlds, version: packageVersion(), place };
  const app = createPageApp({
    sandbox,
    releaseDesk,
    token,
    bridgeScript: readBridgeScript(),
    api: createControlApi(control),
    descriptions: () => ({
      control: describeControlApi(controlEndpoints(control), {
        version: control.version,
        url: `${urls.pageUrl}/api`,
      }),
      partner: describePartnerApi({ version: control.version, url: partnerUrl }),
    }),
  });
  const answer = getRequestListener(app.fetch as Parameters<typeof getRequestListener>[0]);
  const server = createServer(answer as RequestListener);
  closing.add(endWithConnections(server));
  const sockets = serveBridgeSockets(server, {
    openHost: (device) => sandbox.bridge(device),
    arm: (text, userKey) => armOnce(sandbox.faults, text, userKey),
    next: nextFaults(sandbox.world, sandbox.faults),
    token,
  });
  closing.add(() => sockets.close());
  sandbox.world.onReplaced(() => sockets.restart());
  urls.pageUrl = `http://${LOOPBACK}:${await startListening(server, addressesOf(options).page)}`;
  return urls.pageUrl;
}
