import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { sqliteStore } from '@ait-iap/server/sqlite';
import { type ChapterDatabase, tables } from './database.js';

/** One file for all backends. */
export async function sqliteDatabase(folder: string): Promise<ChapterDatabase> {
  const address = join(folder, 'shop.db');
  const store = sqliteStore(address, { create: true });
  await store.write((tx) => {
    for (const table of tables('number integer primary key')) tx.run(table);
  });
  await store.close();
  const file = new DatabaseSync(address, { timeout: 30_000 });
  return {
    address,
    rows: async <Row>(sql: string) => file.prepare(sql).all() as Row[],
    async outage(milliseconds) {
      const other = new DatabaseSync(address, { timeout: 30_000 });
      other.exec('begin immediate');
      await sleep(milliseconds);
      other.exec('rollback');
      other.close();
      return 'the file is locked';
    },
    close: async () => file.close(),
  };
}
