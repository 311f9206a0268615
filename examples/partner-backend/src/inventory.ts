import { DatabaseSync } from 'node:sqlite';
import type { SqliteTransaction } from '@ait-iap/server/sqlite';

/** How many gems each product holds; these are the sandbox's products. */
const GEMS: Readonly<Record<string, number>> = {
  'ait.sandbox.consumable-1': 10,
  'ait.sandbox.consumable-2': 50,
};

/** What a user has. */
export interface Inventory {
  readonly gems: number;
  /** The products that are the user's now, one entry for each order. */
  readonly skus: readonly string[];
}

/** The application's own tables, in the same file as the ledger, so that both are written in one transaction. */
export function openInventory(file: string) {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec(`
    create table if not exists inventory (
      order_id text primary key,
      user_key text not null,
      sku text not null,
      gems integer not null
    )`);
  const items = database.prepare('select sku, gems from inventory where user_key = ? order by order_id');

  return {
    add(tx: SqliteTransaction, order: { orderId: string; userKey: string; sku: string }) {
      tx.run(
        'insert into inventory (order_id, user_key, sku, gems) values (?, ?, ?, ?)',
        order.orderId,
        order.userKey,
        order.sku,
        GEMS[order.sku] ?? 0,
      );
    },
    remove(tx: SqliteTransaction, order: { orderId: string }) {
      tx.run('delete from inventory where order_id = ?', order.orderId);
    },
    of(userKey: string): Inventory {
      const rows = items.all(userKey) as { sku: string; gems: number }[];
      return { gems: rows.reduce((sum, row) => sum + row.gems, 0), skus: rows.map((row) => row.sku) };
    },
    close: () => database.close(),
  };
}
