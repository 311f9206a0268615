import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SqliteStore } from '../../../src/sqlite/sqlite-store.js';
import type { SqliteTransaction } from '../../../src/sqlite/sqlite-transaction.js';
import { sqliteStore } from '../../../src/sqlite.js';
import { type StoryDatabase, TABLES } from './story-database.js';

// In memory where the machine has such a folder: stories are about order and not about the disk.
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A ledger in a SQLite file of its own. All its work is done in the turn in which it is asked for. */
export async function openSqlite(): Promise<StoryDatabase<SqliteTransaction>> {
  const folder = mkdtempSync(join(FOLDER, 'ait-iap-stories-'));
  const path = join(folder, 'ledger.db');
  const stores: SqliteStore[] = [];
  const open: StoryDatabase<SqliteTransaction>['open'] = (clock) => {
    const store = sqliteStore(path, { clock, create: true });
    stores.push(store);
    return store;
  };
  await sqliteStore(path, { create: true }).close();
  const outside = new DatabaseSync(path);
  for (const table of TABLES('integer primary key autoincrement')) outside.exec(table);
  return {
    settle: () => new Promise((resolve) => setImmediate(resolve)),
    slicesMs: [0, 0, 0, 1, 5, 20],
    outlivesProcesses: false,
    open,
    give: async (tx, { orderId, userKey, sku }) => {
      tx.run('insert into items (order_id, user_key, sku) values (?, ?, ?)', orderId, userKey, sku);
      tx.run("insert into journal (order_id, what) values (?, 'granted')", orderId);
    },
    takeBack: async (tx, { orderId }) => {
      tx.run('delete from items where order_id = ?', orderId);
      tx.run("insert into journal (order_id, what) values (?, 'revoked')", orderId);
    },
    read: async (sql) => outside.prepare(sql).all() as never,
    close: async () => {
      outside.close();
      for (const store of stores) await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
