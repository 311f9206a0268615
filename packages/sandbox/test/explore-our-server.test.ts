import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createFulfillment, createPartnerClient, createWebhookHandler } from '@ait-iap/server';
import { sqliteStore } from '@ait-iap/server/sqlite';
import { describe, expect, it } from 'vitest';
import { type ExploredWorld, explore, type HeardOrder } from '../src/explore.js';

/** A backend on `@ait-iap/server`: the product is a row that the application writes in the same transaction. */
function backend(folder: string, world: ExploredWorld) {
  const store = sqliteStore(join(folder, 'ledger.db'), { create: true });
  const fulfillment = createFulfillment({
    partner: createPartnerClient({
      baseUrl: 'https://sandbox.invalid',
      fetch: (input, init) => world.fetch(new Request(input, init)),
    }),
    store,
    onGrant: (tx, { orderId }) => {
      tx.run('CREATE TABLE IF NOT EXISTS products (orderId TEXT)');
      tx.run('INSERT INTO products (orderId) VALUES (?)', orderId);
    },
    onRevoke: (tx, { orderId }) => {
      tx.run('DELETE FROM products WHERE orderId = ?', orderId);
    },
  });
  const webhooks = createWebhookHandler({
    store,
    authorization: 'none',
    onSubscriptionChanged: (tx, { orderId, current }) => {
      tx.run('CREATE TABLE IF NOT EXISTS access (orderId TEXT PRIMARY KEY, granted INTEGER)');
      tx.run(
        'INSERT OR REPLACE INTO access (orderId, granted) VALUES (?, ?)',
        orderId,
        current.accessGranted ? 1 : 0,
      );
    },
  });
  const confirms = async ({ orderId, userKey, sku }: HeardOrder) => {
    await world.step('ask the backend');
    const { outcome } = await fulfillment.grant({ orderId, userKey, sku });
    return outcome === 'granted' || outcome === 'already_granted';
  };
  return { store, fulfillment, webhooks, confirms };
}

/** What the application itself has on its disk, and lets the user use. */
function products(folder: string): string[] {
  const database = new DatabaseSync(join(folder, 'ledger.db'));
  try {
    database.exec('CREATE TABLE IF NOT EXISTS products (orderId TEXT)');
    database.exec('CREATE TABLE IF NOT EXISTS access (orderId TEXT PRIMARY KEY, granted INTEGER)');
    return database
      .prepare('SELECT orderId FROM products LEFT JOIN access USING (orderId) WHERE coalesce(granted, 1) = 1')
      .all()
      .map((row) => String(row.orderId));
  } finally {
    database.close();
  }
}

describe('kill points of a backend on our server package', () => {
  it('are harmless, every one of them', async () => {
    const report = await explore<string>({
      disk: () => mkdtempSync(join(tmpdir(), 'ait-iap-explore-')),
      dispose: (folder) => rmSync(folder, { recursive: true, force: true }),
      start(folder, world) {
        const { store, fulfillment, webhooks, confirms } = backend(folder, world);
        return {
          grant: confirms,
          async revoke({ orderId }) {
            if ((await fulfillment.order(orderId)) !== undefined) await fulfillment.refresh({ orderId });
          },
          async webhook(event) {
            const body = JSON.stringify(event);
            const headers = { 'content-type': 'application/json' };
            const { status } = await webhooks(
              new Request('https://partner.invalid/', { method: 'POST', headers, body }),
            );
            if (status !== 204) throw new Error(`The webhook was answered with ${status}.`);
          },
          grants: () => products(folder),
          close: () => store.close(),
        };
      },
    });
    expect(String(report)).toMatch(/^\d+ stories, and every promise was kept\.$/);
    expect(report.runs).toBeGreaterThan(40);
  });
});
