import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { sqliteStore } from '../../src/sqlite.js';
import { tempFolder } from './temp-folder.js';

/** A ledger in a folder of its own, for one test. */
export function openStore() {
  const folder = tempFolder();
  const path = join(folder.path, 'nested', 'ledger.db');
  const store = sqliteStore(path, { create: true });
  onTestFinished(async () => {
    await store.close();
    folder.remove();
  });
  return { store, path };
}
