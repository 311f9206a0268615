import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { paymentStoreContract } from '../../../test/support/payment-store-contract.js';
import { releaseStoreContract } from '../../../test/support/release-store-contract.js';
import { worldStoreContract } from '../../../test/support/world-store-contract.js';
import { createSandbox } from '../../sandbox/create-sandbox.js';
import type { WorldEvent } from '../world-event.js';
import { sqliteWorldStore } from './sqlite-world-store.js';
import { WORLD_FILE_ID } from './world-schema.js';

const root = mkdtempSync(join(tmpdir(), 'ait-iap-world-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
const newPath = () => join(root, `${++count}`, 'world.db');

worldStoreContract('sqlite', () => sqliteWorldStore(newPath()));
paymentStoreContract('sqlite', () => sqliteWorldStore(newPath()));
releaseStoreContract('sqlite', () => sqliteWorldStore(newPath()));

/** The tables of version 1, without those of its indexes that nothing here needs. */
const FIRST_VERSION = `
CREATE TABLE events (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE orders (number INTEGER PRIMARY KEY, order_id TEXT NOT NULL UNIQUE, user_key TEXT NOT NULL,
  sku TEXT NOT NULL, state TEXT NOT NULL, refund TEXT, pending INTEGER NOT NULL, settled INTEGER NOT NULL,
  held INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX orders_of_user ON orders (user_key, number);
CREATE TABLE records (kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, id))
  STRICT, WITHOUT ROWID;
CREATE TABLE dues (key TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX dues_in_time ON dues (at, key);
PRAGMA application_id = ${WORLD_FILE_ID}; PRAGMA user_version = 1;`;

const event = (seq: number): WorldEvent => ({
  seq,
  at: seq,
  type: 'OrderFailed',
  orderId: 'o',
  reason: 'USER_CANCELED',
});
const empty = { events: [], orders: [], records: [], dues: [] };

describe('the file of a world', () => {
  let path: string;
  beforeEach(() => {
    path = newPath();
  });

  test('is found again as it was left, also when its folder did not exist before', () => {
    const first = sqliteWorldStore(path);
    first.commit({ ...empty, events: [event(1)], dues: [{ key: 'grant', at: 30 }] });
    first.close();
    const second = sqliteWorldStore(path);
    expect([...second.events()]).toEqual([event(1)]);
    expect(second.nextDue()).toEqual({ key: 'grant', at: 30 });
    second.close();
  });

  test('refuses a whole commit whose events leave a gap', () => {
    const store = sqliteWorldStore(path);
    const gap = { ...empty, events: [event(1), event(3)], dues: [{ key: 'grant', at: 30 }] };
    expect(() => store.commit(gap)).toThrow('event 3 does not follow 1');
    expect([store.lastSeq(), store.nextDue()]).toEqual([0, undefined]);
    store.commit({ ...empty, events: [event(1)] });
    expect(store.lastSeq()).toBe(1);
    store.close();
  });

  test('stays as it was when a large step fails half-way', () => {
    const store = sqliteWorldStore(path);
    store.commit({ ...empty, events: [event(1)], dues: [{ key: 'grant', at: 30 }] });
    const breaksOff = () => {
      store.clear();
      store.commit({ ...empty, events: [event(1)] });
      throw new Error('the power went');
    };
    expect(() => store.atomically(breaksOff)).toThrow('the power went');
    expect([[...store.events()], store.nextDue()]).toEqual([[event(1)], { key: 'grant', at: 30 }]);
    store.commit({ ...empty, events: [event(2)] });
    store.close();
  });

  test('is refused to a second sandbox while the first one uses it', () => {
    const store = sqliteWorldStore(path);
    expect(() => sqliteWorldStore(path)).toThrow(
      expect.objectContaining({ name: 'WorldFileError', code: 'WORLD_FILE_IN_USE', path }),
    );
    store.close();
    sqliteWorldStore(path).close();
  });

  test('is left alone when it is the database of another program', () => {
    path = join(root, 'ledger.db');
    const ledger = new DatabaseSync(path);
    ledger.exec('CREATE TABLE grants (id TEXT)');
    ledger.close();
    const before = readFileSync(path);
    expect(() => sqliteWorldStore(path)).toThrow(expect.objectContaining({ code: 'WORLD_FILE_FOREIGN' }));
    expect(readFileSync(path)).toEqual(before);
  });

  test('of the first version is upgraded to this one from its log, and nothing is lost', async () => {
    const sandbox = createSandbox();
    const { orderId } = sandbox.console.purchase({ userKey: 'u', sku: 'ait.sandbox.consumable-1' });
    await sandbox.clock.advance('3 days');
    sandbox.console.requestRefund(orderId, 'PAID_TWICE');
    const events = [...sandbox.events()];
    mkdirSync(dirname(path), { recursive: true });
    const old = new DatabaseSync(path);
    old.exec(FIRST_VERSION);
    const insert = old.prepare('INSERT INTO events (seq, body) VALUES (?, ?)');
    for (const one of events) insert.run(one.seq, JSON.stringify(one));
    old.close();
    const store = sqliteWorldStore(path);
    expect([...store.events()]).toEqual(events);
    expect(store.order(orderId)).toEqual(sandbox.order(orderId));
    expect(store.payments({ offset: 0, limit: 9 })).toEqual({ orders: [sandbox.order(orderId)], total: 1 });
    expect(store.refunds({ tab: 'requested', offset: 0, limit: 9 }).total).toBe(1);
    store.close();
    // A second time it is a file like any other.
    const again = sqliteWorldStore(path);
    expect(again.lastSeq()).toBe(events.length);
    again.close();
    sandbox.close();
  });

  test('is refused when a newer version of the sandbox wrote it', () => {
    sqliteWorldStore(path).close();
    const later = new DatabaseSync(path);
    later.exec('PRAGMA user_version = 99');
    later.close();
    expect(() => sqliteWorldStore(path)).toThrow(expect.objectContaining({ code: 'WORLD_FILE_NEWER' }));
  });

  test('is refused with the reason when it is not a database', () => {
    path = join(root, 'notes.txt');
    writeFileSync(path, 'a shopping list, long enough to be read as the header of a database file'.repeat(4));
    expect(() => sqliteWorldStore(path)).toThrow(
      expect.objectContaining({
        code: 'WORLD_FILE_UNREADABLE',
        message: expect.stringContaining('not a database'),
      }),
    );
  });
});
