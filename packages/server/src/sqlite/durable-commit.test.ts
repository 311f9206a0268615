import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.js';
import { sqliteStore } from '../sqlite.js';

function openStore() {
  const folder = tempFolder();
  const store = sqliteStore(join(folder.path, 'ledger.db'), { create: true });
  onTestFinished(async () => {
    await store.close();
    folder.remove();
  });
  return store;
}

describe('a commit of the SQLite store', () => {
  it('that SQLite refuses is a failure, and leaves nothing behind', async () => {
    const store = openStore();
    await store.write((tx) => {
      tx.run('create table wallets (user_key text primary key)');
      // Not checked before the commit.
      tx.run(
        'create table coins (user_key text references wallets (user_key) deferrable initially deferred, coins integer)',
      );
    });
    const giving = store.write((tx) => {
      tx.run('insert into coins values (?, ?)', 'nobody', 100);
      return 'given';
    });
    await expect(giving).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
    expect(await store.write((tx) => tx.all('select * from coins'))).toEqual([]);
  });

  it('waits until it is on the disk', async () => {
    const store = openStore();
    const FULL = 2;
    const set = await store.write((tx) =>
      tx.get<{ synchronous: number }>('select * from pragma_synchronous'),
    );
    expect(set).toEqual({ synchronous: FULL });
  });
});
