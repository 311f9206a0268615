import { createFulfillment, createIapHandler, type PartnerClient } from '@ait-iap/server';
import { sqliteStore } from '@ait-iap/server/sqlite';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { openInventory } from './inventory.ts';
import { createSessions } from './sessions.ts';

export interface BackendOptions {
  /** Asks Apps in Toss (or the sandbox) what became of an order. */
  readonly partner: PartnerClient;
  /** The SQLite file of the ledger and the inventory. */
  readonly ledgerFile: string;
  /** Makes that file where it is missing: for the sandbox. Yours is made once, by `npx ait-iap-server init`. */
  readonly createLedger?: boolean;
  /** The name of the mini-app; its web origins follow from it. */
  readonly appName: string;
  /** Further origins that may call, for development. */
  readonly allowedOrigins: readonly string[];
  readonly sessionSecret: string;
}

/** The whole backend of a shop: verify, grant once, take back after a refund. */
export function createBackend(options: BackendOptions) {
  const store = sqliteStore(options.ledgerFile, { create: options.createLedger ?? false });
  const inventory = openInventory(options.ledgerFile);
  const sessions = createSessions(options.sessionSecret);

  const fulfillment = createFulfillment({
    partner: options.partner,
    store,
    onGrant: (tx, order) => inventory.add(tx, order),
    onRevoke: (tx, order) => inventory.remove(tx, order),
  });

  const iap = createIapHandler({
    fulfillment,
    authenticate: sessions.authenticate,
    appName: options.appName,
    allowedOrigins: options.allowedOrigins,
  });

  const app = new Hono();
  app.use('/login', cors({ origin: [...options.allowedOrigins] }));
  app.use('/inventory', cors({ origin: [...options.allowedOrigins] }));
  // Development only: the sandbox has no Toss Login, so every caller is believed.
  app.post('/login', async (context) => {
    const { userKey } = await context.req.json();
    return context.json({ token: sessions.issue(userKey) });
  });
  app.get('/inventory', (context) => {
    const userKey = sessions.authenticate(context.req.raw);
    return userKey ? context.json(inventory.of(userKey)) : context.json({ title: 'Log in first' }, 401);
  });
  app.all('*', (context) => iap(context.req.raw));

  return {
    fetch: app.fetch,
    fulfillment,
    async close() {
      inventory.close();
      await store.close();
    },
  };
}
