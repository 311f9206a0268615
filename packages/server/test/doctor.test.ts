import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createOrderId } from '@ait-iap/protocol';
import { type ServedSandbox, serveSandbox } from '@ait-iap/sandbox/serve';
import { createFulfillment, createIapHandler } from '@ait-iap/server';
import { nodeListener } from '@ait-iap/server/node';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../src/cli/run-cli.js';
import { ScriptedPartner } from './support/scripted-partner.js';
import { sqliteHarness } from './support/sqlite-harness.js';
import { tempFolder } from './support/temp-folder.js';

let folder: ReturnType<typeof tempFolder>;
let served: ServedSandbox;
let tls: Record<'cert' | 'key' | 'ca', string>;

beforeAll(async () => {
  folder = tempFolder();
  served = await serveSandbox({ port: 0, partnerPort: 0, dir: folder.path, db: ':memory:' });
  const file = (name: string, text: string) => {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    return path;
  };
  const { ca, client } = served.certificates;
  tls = { cert: file('c.crt', client.cert), key: file('c.key', client.key), ca: file('c.ca', ca) };
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

const certificate = () => ['--cert', tls.cert, '--key', tls.key, '--ca', tls.ca];

async function doctor(...args: string[]) {
  const out: string[] = [];
  const code = await runCli(['doctor', '--json', ...args], {
    environment: {},
    out: (line) => out.push(line),
    err: (line) => out.push(line),
  });
  const { healthy, findings } = JSON.parse(out.join('\n')) as {
    healthy: boolean;
    findings: { check: string; state: string; says: string; todo?: string }[];
  };
  return { code, healthy, of: (name: string) => findings.find(({ check }) => check === name) };
}

async function startBackend(answer?: (response: Response) => Response) {
  const harness = await sqliteHarness();
  const fulfillment = createFulfillment({
    partner: new ScriptedPartner(),
    store: harness.store,
    onGrant: harness.addItem,
    onRevoke: harness.removeItem,
  });
  const handler = createIapHandler({
    fulfillment,
    appName: 'my-app',
    basePath: '/iap',
    authenticate: () => 'anna',
  });
  const server = createServer(
    nodeListener(async (request) => {
      const response = await handler(request);
      return answer?.(response) ?? response;
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve));
    await harness.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return { harness, fulfillment, url: `http://127.0.0.1:${port}/iap/` };
}

describe('the doctor', () => {
  it('finds nothing wrong when everything is right', async () => {
    const { harness, url } = await startBackend();
    const { code, healthy, of } = await doctor(
      ...certificate(),
      ...['--partner-url', served.partnerUrl, '--database', harness.database],
      ...['--backend-url', url, '--app-name', 'my-app'],
    );
    expect(
      ['certificate', 'partner-api', 'clock', 'database', 'reconciliation', 'cors'].map((name) => of(name)),
    ).toEqual(Array.from({ length: 6 }, () => expect.objectContaining({ state: 'ok' })));
    expect({ code, healthy }).toEqual({ code: 0, healthy: true });
  });

  it('says which certificate is wrong, and sends nothing without one', async () => {
    const none = await doctor();
    expect(none.code).toBe(3);
    expect(none.of('certificate')).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('AIT_IAP_CLIENT_CERT'),
    });
    expect(none.of('partner-api')).toMatchObject({ state: 'skipped' });
    const swapped = await doctor('--cert', tls.key, '--key', tls.cert, '--ca', tls.ca);
    expect(swapped.of('certificate')).toMatchObject({ state: 'failed' });
  });

  it('says that the partner API refuses the certificate, or cannot be reached', async () => {
    const stranger = await serveSandbox({
      port: 0,
      partnerPort: 0,
      dir: join(folder.path, 'other'),
      db: ':memory:',
    });
    onTestFinished(() => stranger.close());
    const refused = await doctor(...certificate(), '--partner-url', stranger.partnerUrl);
    expect(refused.of('partner-api')).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('Failed to'),
    });
    const gone = await doctor(...certificate(), '--partner-url', 'https://127.0.0.1:1');
    expect(gone.of('partner-api')).toMatchObject({ state: 'failed' });
    expect(gone.of('clock')).toMatchObject({ state: 'skipped' });
  });

  it('says that the ledger is missing, or that no reconciler works on it', async () => {
    const missing = await doctor('--database', join(folder.path, 'none.db'));
    expect(missing.of('database')).toMatchObject({ state: 'failed', says: expect.stringContaining('init') });
    const { harness, fulfillment } = await startBackend();
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await fulfillment.importOrders([{ orderId: createOrderId(), userKey: 'anna' }]);
    await harness.store.transaction(async ({ tx }) => {
      await harness.run(tx, `update ait_iap_orders set next_check_at = ${anHourAgo.getTime()}`);
    });
    const { of } = await doctor('--database', harness.database);
    expect(of('reconciliation')).toMatchObject({
      state: 'failed',
      todo: expect.stringContaining('createReconciler'),
    });
  });

  it.each<[string, (response: Response) => Response, string]>([
    ['a proxy that lets everybody in', (response) => withHeader(response, '*'), 'may not call it'],
    ['a proxy that removes the headers', (response) => withHeader(response, undefined), 'may not call it'],
    ['a sign-in that also guards OPTIONS', () => new Response(null, { status: 401 }), 'is answered 401'],
  ])('says that the pages of the mini-app are blocked by %s', async (_, answer, says) => {
    const { url } = await startBackend(answer);
    const { of, code } = await doctor('--backend-url', url, '--app-name', 'my-app');
    expect(code).toBe(3);
    expect(of('cors')).toMatchObject({
      state: 'failed',
      says: expect.stringContaining(says),
      todo: expect.any(String),
    });
  });
});

function withHeader(response: Response, origin: string | undefined): Response {
  const headers = new Headers(response.headers);
  headers.delete('access-control-allow-origin');
  if (origin !== undefined) headers.set('access-control-allow-origin', origin);
  return new Response(null, { status: response.status, headers });
}
