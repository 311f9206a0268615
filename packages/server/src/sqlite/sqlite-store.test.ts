import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeBacklogContract } from '../../test/support/backlog-contract.js';
import { describeCallbackContract } from '../../test/support/callback-contract.js';
import { describeFulfillmentContract } from '../../test/support/fulfillment-contract.js';
import { describeHealthContract } from '../../test/support/health-contract.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { openStore } from '../../test/support/open-sqlite-store.js';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import { tempFolder } from '../../test/support/temp-folder.js';
import { describeTimeLimitContract } from '../../test/support/time-limit-contract.js';
import { describeTransactionContract } from '../../test/support/transaction-contract.js';
import { sqliteStore } from '../sqlite.js';
import type { SqliteTransaction } from './sqlite-transaction.js';

describeFulfillmentContract('SQLite', sqliteHarness);
describeBacklogContract('SQLite', sqliteHarness);
describeCallbackContract('SQLite', sqliteHarness);
describeHealthContract(
  'SQLite',
  sqliteHarness,
  "create trigger full_disk before update on ait_iap_migrations begin select raise(abort, 'disk is full'); end",
);
describeTimeLimitContract('SQLite', sqliteHarness);
describeTransactionContract('SQLite', sqliteHarness);

/** Like a restore while the program still runs. */
function replaceFile(path: string): void {
  copyFileSync(path, `${path}.copy`);
  renameSync(`${path}.copy`, path);
}

describe('the SQLite store', () => {
  it('does not interleave two transactions that wait inside', async () => {
    const { store } = openStore();
    await store.write((tx) => tx.run('create table steps (name text)'));
    const pause = Promise.withResolvers<void>();
    const first = store.write(async (tx) => {
      tx.run('insert into steps values (?)', 'first begins');
      await pause.promise;
      tx.run('insert into steps values (?)', 'first ends');
    });
    const second = store.write((tx) => tx.run('insert into steps values (?)', 'second'));
    pause.resolve();
    await Promise.all([first, second]);
    const steps = await store.write((tx) =>
      tx.all<{ name: string }>('select name from steps order by rowid'),
    );
    expect(steps.map(({ name }) => name)).toEqual(['first begins', 'first ends', 'second']);
  });

  it('keeps answering while another store of the process uses the file', async () => {
    const { store, path } = openStore();
    const other = sqliteStore(path);
    onTestFinished(() => other.close());
    await store.write((tx) => tx.run('create table steps (name text)'));
    const pause = Promise.withResolvers<void>();
    const holder = store.write(async (tx) => {
      tx.run('insert into steps values (?)', 'holder');
      await pause.promise;
    });
    const waiter = other.write((tx) => tx.run('insert into steps values (?)', 'waiter'));
    setImmediate(() => pause.resolve());
    await Promise.all([holder, waiter]);
    expect(await other.write((tx) => tx.all('select * from steps'))).toHaveLength(2);
  });

  it('shows only committed data to a read', async () => {
    const { store } = openStore();
    await store.write(async (tx) => {
      tx.run("insert into ait_iap_audit (order_id, at, kind, detail) values ('x', 0, 'granted', '{}')");
      const seen = await store.read((ledger) =>
        ledger.query(ledger.sql.selectFrom('ait_iap_audit').selectAll().compile()),
      );
      expect(seen).toEqual([]);
    });
  });

  it('refuses a tx that is used after its transaction has ended', async () => {
    const { store } = openStore();
    let kept: SqliteTransaction | undefined;
    await store.write((tx) => {
      kept = tx;
    });
    expect(() => kept?.run('create table late (x)')).toThrow(/transaction has ended/);
  });

  it.each(['commit', ' ROLLBACK', 'begin', 'savepoint a', 'pragma foreign_keys = off'])(
    'refuses "%s" inside a transaction',
    async (sql) => {
      const { store } = openStore();
      await expect(store.write((tx) => tx.run(sql))).rejects.toMatchObject({ code: 'TRANSACTION_CONTROL' });
    },
  );

  it('gives up on a transaction that takes longer than its limit', async () => {
    const { store } = openStore();
    const never = new Promise<never>(() => undefined);
    const result = store.transaction(() => never, { timeoutMs: 5 });
    await expect(result).rejects.toMatchObject({ code: 'LEDGER_TIMEOUT', retryable: true });
    await store.write((tx) => tx.run('create table still_alive (x)'));
  });

  it('gives up on a callback that blocks the file, and says so, even without a deadline', async () => {
    const clock = new ManualClock();
    const { path } = openStore();
    const store = sqliteStore(path, { clock, holdLimitMs: 2_000 });
    onTestFinished(() => store.close());
    const begun = Promise.withResolvers<void>();
    const hanging = store.write(() => {
      begun.resolve();
      return new Promise<never>(() => undefined);
    });
    const waiting = store.write((tx) => tx.run('create table after_it (x)'));
    await begun.promise;
    clock.advance(2_000);
    await expect(hanging).rejects.toMatchObject({
      code: 'LEDGER_TIMEOUT',
      message: expect.stringContaining('kept the file from every other writer for more than 2 s'),
    });
    await waiting;
    expect(clock.sleeping).toBe(0);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d as its holdLimitMs', (holdLimitMs) => {
    const { path } = openStore();
    expect(() => sqliteStore(path, { holdLimitMs })).toThrow(/positive number/);
  });

  it('does not run work that was aborted while it waited for its turn', async () => {
    const { store } = openStore();
    const pause = Promise.withResolvers<void>();
    const holder = store.write(() => pause.promise);
    const giveUp = new AbortController();
    let ran = false;
    const waiter = store.transaction(
      async () => {
        ran = true;
      },
      { signal: giveUp.signal },
    );
    giveUp.abort(new Error('gone'));
    await expect(waiter).rejects.toThrow('gone');
    pause.resolve();
    await holder;
    await store.write(() => undefined);
    expect(ran).toBe(false);
  });

  it.each([
    'postgres://user:hunter2@host/db',
    '"postgres://user:hunter2@host/db"',
    'mysql://user:hunter2@host/db',
    'file:/var/lib/ledger.db?key=hunter2',
  ])('does not accept %j as a path, and does not repeat it', (address) => {
    for (const create of [true, false]) {
      expect(() => sqliteStore(address, { create })).toThrow(/not the path of a file/);
      expect(() => sqliteStore(address, { create })).not.toThrow(/hunter2/);
    }
  });

  it.each(['', ':memory:'])('refuses to keep a ledger in %j', (path) => {
    expect(() => sqliteStore(path)).toThrow(/has to be a file/);
  });

  it.each(['ledger.db', '', ':memory:'])(
    'reports %j as a wrong path, not as a database to try again',
    (path) => {
      expect(() => sqliteStore(path, { create: true })).toThrow(
        expect.objectContaining({ code: 'LEDGER_MISSING', retryable: false }),
      );
    },
  );

  it('fails in time when another process locks the file', async () => {
    const clock = new ManualClock();
    const { path } = openStore();
    const store = sqliteStore(path, { clock });
    onTestFinished(() => store.close());
    const other = new DatabaseSync(path);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    const health = store.health();
    for (let waited = 0; waited < 3_000; waited += 50) {
      await new Promise((resolve) => setImmediate(resolve));
      clock.advance(50);
    }
    await expect(health).rejects.toMatchObject({ code: 'LEDGER_TIMEOUT' });
    other.exec('ROLLBACK');
  });

  it('creates no ledger when there is none: another working directory is an error', async () => {
    const { path } = openStore();
    const home = process.cwd();
    onTestFinished(() => process.chdir(home));
    process.chdir(dirname(path));
    await sqliteStore('ledger.db').close();
    process.chdir(dirname(dirname(path)));
    const failure = (() => {
      try {
        return sqliteStore('ledger.db');
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toMatchObject({ code: 'LEDGER_MISSING', retryable: false });
    expect((failure as Error).message).toContain('npx ait-iap-server init --database');
    expect(existsSync('ledger.db')).toBe(false);
  });

  it.each([
    ['an empty file', ''],
    ['a database of the application', undefined],
  ])('does not accept %s as a ledger', (_, text) => {
    const folder = tempFolder();
    onTestFinished(() => folder.remove());
    const path = join(folder.path, 'ledger.db');
    if (text === undefined) new DatabaseSync(path).exec('create table wallets (coins)');
    else writeFileSync(path, text);
    expect(() => sqliteStore(path)).toThrow(expect.objectContaining({ code: 'LEDGER_MISSING' }));
  });

  it('creates a ledger at an absolute path only', () => {
    expect(() => sqliteStore('ledger.db', { create: true })).toThrow(/absolute path/);
    expect(existsSync('ledger.db')).toBe(false);
  });

  it('opens an existing ledger with create too', async () => {
    const { store, path } = openStore();
    await store.write((tx) => tx.run('create table kept (x)'));
    const other = sqliteStore(path, { create: true });
    onTestFinished(() => other.close());
    expect(await other.write((tx) => tx.all('select * from kept'))).toEqual([]);
  });

  it.each<[string, (path: string) => void]>([
    ['moved away', (path) => renameSync(path, `${path}.old`)],
    ['deleted', (path) => rmSync(path)],
    ['replaced', (path) => replaceFile(path)],
    ['left without its log', (path) => rmSync(`${path}-wal`)],
  ])('commits nothing into a file that was %s while it was open', async (_, happen) => {
    const { store, path } = openStore();
    await store.write((tx) => tx.run('create table steps (name text)'));
    happen(path);
    const failure = store.write((tx) => tx.run("insert into steps values ('lost')"));
    await expect(failure).rejects.toMatchObject({ code: 'LEDGER_MISSING' });
  });

  it('notices a file that is moved away in the middle of a transaction, and reads nothing from it afterwards', async () => {
    const { store, path } = openStore();
    const failure = store.write((tx) => {
      tx.run('create table steps (name text)');
      renameSync(path, `${path}.old`);
    });
    await expect(failure).rejects.toMatchObject({ code: 'LEDGER_MISSING' });
    await expect(store.read(async () => 1)).rejects.toMatchObject({ code: 'LEDGER_MISSING' });
    renameSync(`${path}.old`, path);
    await store.write((tx) => tx.run('create table steps (name text)'));
  });

  it('says so when the file is not a database', () => {
    const folder = tempFolder();
    onTestFinished(() => folder.remove());
    expect(() => sqliteStore(folder.path)).toThrow(/cannot be used as a SQLite database/);
  });

  it.each<[string, (folder: string) => string, string]>([
    ['a file is in the way', (folder) => join(folder, 'file', 'ledger.db'), 'its folder cannot be made'],
    ['its folder is no folder of a disk', () => '/proc/self/x/y/ledger.db', 'its folder cannot be made'],
    ['its path contains a NUL character', (folder) => join(folder, 'a\0b.db'), 'contains a NUL'],
  ])('creates no ledger when %s', (_, pathIn, why) => {
    const folder = tempFolder();
    onTestFinished(() => folder.remove());
    writeFileSync(join(folder.path, 'file'), '');
    const failure = expect.objectContaining({ message: expect.stringContaining(why) });
    expect(() => sqliteStore(pathIn(folder.path), { create: true })).toThrow(failure);
  });

  it('refuses a ledger of a newer version that does not allow this one beside it', async () => {
    const { store, path } = openStore();
    await store.write((tx) => {
      tx.run('insert into ait_iap_migrations values (999, 0)');
      tx.run("update ait_iap_ledger set value = '998' where name = 'oldest_version'");
    });
    expect(() => sqliteStore(path)).toThrow(/newer than/);
  });
});
