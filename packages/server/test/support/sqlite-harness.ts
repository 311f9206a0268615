import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import type { SqliteTransaction } from '../../src/sqlite/sqlite-transaction.js';
import { sqliteStore } from '../../src/sqlite.js';
import type { Item, LedgerHarness } from './ledger-harness.js';
import { tempFolder } from './temp-folder.js';

export async function sqliteHarness(): Promise<LedgerHarness<SqliteTransaction>> {
  const folder = tempFolder();
  const path = join(folder.path, 'ledger.db');
  const stores = [sqliteStore(path, { create: true })];
  const [store] = stores as [ReturnType<typeof sqliteStore>];
  await store.write((tx) => tx.run('create table items (order_id text, user_key text, sku text)'));
  return {
    store,
    database: path,
    another: () => {
      const other = sqliteStore(path);
      stores.push(other);
      return other;
    },
    addItem: async (tx, order) => {
      tx.run('insert into items values (?, ?, ?)', order.orderId, order.userKey, order.sku);
    },
    removeItem: async (tx, order) => {
      tx.run('delete from items where order_id = ?', order.orderId);
    },
    run: async (tx, sql) => {
      tx.run(sql);
    },
    items: () =>
      store.write(({ all }) =>
        all<Item>('select order_id as "orderId", user_key as "userKey", sku from items'),
      ),
    ask: <Row>({ sql }: { readonly sql: string }) =>
      store.read((ledger) => ledger.query(CompiledQuery.raw(sql) as CompiledQuery<Row>)),
    close: async () => {
      for (const each of stores) await each.close();
      folder.remove();
    },
  };
}
