// A partner backend in its own process: the whole server package as its guides show it, over mutual TLS. Killed at any moment.
import { createServer } from 'node:http';
import {
  createFulfillment,
  createIapHandler,
  createPartnerClient,
  createReconciler,
  createWebhookHandler,
} from '@ait-iap/server';
import { certificateFromFiles, nodeListener } from '@ait-iap/server/node';
import { checkInvariants } from '../../../packages/server/src/ledger/check-invariants.js';
import type { LedgerStore } from '../../../packages/server/src/ledger/ledger-store.js';
import { type BackendOptions, SESSION_HEADER } from './backend-options.js';
import { COLUMNS } from './database.js';
import { PacedClock } from './paced-clock.js';

const options = JSON.parse(process.argv[2] ?? '{}') as BackendOptions;
const clock = new PacedClock(options.pace, options.wrongBy);

type Write<Tx> = (tx: Tx, table: keyof typeof COLUMNS, values: readonly string[]) => unknown;

function run<Tx>(store: LedgerStore<Tx>, write: Write<Tx>) {
  const { certificates, partnerUrl } = options;
  let { throws } = options;
  const partner = createPartnerClient({
    baseUrl: partnerUrl,
    tls: certificateFromFiles({
      cert: `${certificates}/client.crt`,
      key: `${certificates}/client.key`,
      ca: `${certificates}/ca.crt`,
    }),
    clock,
  });
  const stumble = () => {
    if (Math.random() < throws / 2) throw new Error('the shop has a bad moment');
  };
  const fulfillment = createFulfillment({
    partner,
    store,
    clock,
    async onGrant(tx, { orderId, userKey, sku }) {
      stumble();
      await write(tx, 'items', [orderId, userKey, sku]);
      await write(tx, 'journal', [orderId, 'granted']);
      stumble();
    },
    async onRevoke(tx, { orderId }) {
      stumble();
      await write(tx, 'journal', [orderId, 'revoked']);
      stumble();
    },
  });
  // What fails here was made to fail.
  const onError = () => undefined;
  const webhooks = createWebhookHandler({
    store,
    onError,
    authorization: { scheme: ['Basic', 'Bearer'], value: 'a campaign' },
    onSubscriptionChanged: async (tx, { orderId, occurredAt, changeReason }) => {
      await write(tx, 'changes', [orderId, `${occurredAt.toISOString()} ${changeReason}`]);
    },
    partner,
    clock,
  });
  const handle = createIapHandler({
    onError,
    fulfillment,
    webhooks,
    partner,
    clock,
    appName: 'campaign',
    authenticate: (request) => request.headers.get(SESSION_HEADER),
  });
  const reconciler = createReconciler({ fulfillment, clock, onError, also: () => webhooks.applyWaiting() });
  reconciler.start();
  let rounds = 0;
  /** Commands of the campaign itself. No command asks the platform about an order that is not due. */
  const commands: Record<string, (value: string) => unknown> = {
    throws: (value) => {
      throws = Number(value);
    },
    jump: (value) => clock.jump(Number(value)),
    certificates: () => partner.reloadCertificates(),
    // The loop ends first. Otherwise it could not be told when the loop is done with what it has claimed.
    'work off': async () => {
      rounds += 1;
      try {
        await reconciler.stop();
        return await reconciler.runOnce();
      } finally {
        rounds -= 1;
      }
    },
    backlog: async () => ({ due: (await fulfillment.backlog()).due, rounds }),
    invariants: () => store.read(checkInvariants),
  };
  const listener = nodeListener(async (request) => {
    const url = new URL(request.url);
    if (url.pathname !== '/campaign') return handle(request);
    const { command = '', value = '' } = Object.fromEntries(url.searchParams);
    return Response.json((await commands[command]?.(value)) ?? null);
  });
  const server = createServer(listener);
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ port: (server.address() as { port: number }).port })}\n`);
  });
}

if (options.database.startsWith('postgres:')) {
  const { Pool } = await import('pg');
  const { postgresStore } = await import('@ait-iap/server/postgres');
  const pool = new Pool({ connectionString: options.database, max: 8 });
  // The server goes away now and then.
  pool.on('error', () => undefined);
  run(postgresStore(pool, { clock }), (tx, table, values) =>
    tx.query(
      `insert into ${table} (${COLUMNS[table]}) values (${values.map((_, index) => `$${index + 1}`)})`,
      [...values],
    ),
  );
} else {
  const { sqliteStore } = await import('@ait-iap/server/sqlite');
  run(sqliteStore(options.database, { clock }), (tx, table, values) =>
    tx.run(`insert into ${table} (${COLUMNS[table]}) values (${values.map(() => '?')})`, ...values),
  );
}
