import { DatabaseSync } from 'node:sqlite';
import { PartnerFault, type Sandbox } from '@ait-iap/sandbox';
import {
  createFulfillment,
  createIapHandler,
  createPartnerClient,
  createReconciler,
  createWebhookHandler,
} from '@ait-iap/server';
import { sqliteStore } from '@ait-iap/server/sqlite';
import type { Sabotage } from './sabotage.js';

/** Where the shop's pages find their backend. */
export const BACKEND_ORIGIN = 'https://shop.example';

/** Told whom a request is from. In a real shop it is a session. */
export const SESSION_HEADER = 'x-session';

/** A running process of the shop's backend: the whole server package over one SQLite file. */
export interface ShopBackend {
  handle(request: Request): Promise<Response>;
  reconcile(): Promise<unknown>;
  /** `onGrant` and `onRevoke` throw so many times from now on. */
  failCallbacks(times: number): void;
  /** The process dies. What it would still say is lost. */
  kill(): void;
}

/** Starts the backend on a file that an earlier process may have left behind. */
export async function startBackend(sandbox: Sandbox, file: string, sabotage: Sabotage): Promise<ShopBackend> {
  const { clock } = sandbox;
  const process = { dead: false, failures: 0 };
  const unlessDead = <T>(value: T): T | Promise<never> => (process.dead ? new Promise(() => {}) : value);
  const store = sqliteStore(file, { clock, create: true });
  await store.write((tx) => {
    tx.run('create table if not exists items (order_id text, user_key text, sku text)');
    tx.run('create table if not exists journal (order_id text, did text)');
  });
  const partner = createPartnerClient({
    baseUrl: 'https://partner.sandbox.example',
    fetch: async (input, init) =>
      unlessDead(await askPlatform(sandbox, await unlessDead(new Request(input, init)), sabotage)),
    clock,
    random: () => 0.5,
  });
  const stumble = () => {
    if (process.failures < 1) return;
    process.failures--;
    throw new Error('the disk of the shop is full');
  };
  const fulfillment = createFulfillment({
    partner,
    store,
    clock,
    onGrant(tx, { orderId, userKey, sku }) {
      tx.run('insert into items values (?, ?, ?)', orderId, userKey, sku);
      tx.run("insert into journal values (?, 'granted')", orderId);
      stumble();
    },
    onRevoke(tx, { orderId }) {
      tx.run('delete from items where order_id = ?', orderId);
      tx.run("insert into journal values (?, 'revoked')", orderId);
      stumble();
    },
  });
  // What fails here was made to fail.
  const onError = () => undefined;
  const webhooks = createWebhookHandler({
    store,
    onError,
    // Its digest would be computed on another thread, and the test would not be the same each time.
    authorization: 'none',
    onSubscriptionChanged: () => {},
    partner,
    clock,
  });
  const handler = createIapHandler({
    onError,
    fulfillment,
    webhooks,
    clock,
    appName: 'whole-purchase',
    authenticate: (request) => request.headers.get(SESSION_HEADER),
  });
  const reconciler = createReconciler({ fulfillment, clock, onError, also: () => webhooks.applyWaiting() });
  return {
    async handle(request) {
      const response = await unlessDead(handler(await unlessDead(request)));
      return unlessDead(response);
    },
    reconcile: async () => (sabotage.neverReconciles ? undefined : reconciler.runOnce()),
    failCallbacks(times) {
      process.failures = times;
    },
    kill() {
      process.dead = true;
      void store.close();
    },
  };
}

async function askPlatform(
  sandbox: Sandbox,
  request: Request,
  { creditsEveryOrder = false }: Sabotage,
): Promise<Response> {
  try {
    if (creditsEveryOrder) {
      const { orderId } = (await request.json()) as { orderId: string };
      return Response.json({
        resultType: 'SUCCESS',
        success: { orderId, status: 'PURCHASED', reason: 'x', sku: 'ait.sandbox.consumable-1' },
      });
    }
    return await sandbox.partnerApi(request);
  } catch (error) {
    if (!(error instanceof PartnerFault)) throw error;
    if (error.kind !== 'hang') throw new TypeError('fetch failed');
    return new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason));
    });
  }
}

/** The shop's own tables, read without the packages. */
export class ShopTables {
  readonly #file: DatabaseSync;

  constructor(path: string) {
    this.#file = new DatabaseSync(path, { readOnly: true });
  }

  /** The users that hold something for an order, once for each item. */
  holders(orderId: string): unknown[] {
    return this.#all('select user_key as it from items where order_id = ?', orderId);
  }

  /** What was ever done for an order, in order. */
  journal(orderId: string): unknown[] {
    return this.#all('select did as it from journal where order_id = ? order by rowid', orderId);
  }

  /** Every order that anything was ever done for. */
  orderIds(): unknown[] {
    return this.#all('select distinct order_id as it from journal');
  }

  close(): void {
    this.#file.close();
  }

  #all(sql: string, ...parameters: string[]): unknown[] {
    return this.#file
      .prepare(sql)
      .all(...parameters)
      .map(({ it }) => it);
  }
}
