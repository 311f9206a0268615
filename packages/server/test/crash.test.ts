import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createOrderId } from '@ait-iap/protocol';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFulfillment } from '../src/fulfillment/create-fulfillment.js';
import type { LedgerStore } from '../src/ledger/ledger-store.js';
import { postgresStore } from '../src/postgres.js';
import { sqliteStore } from '../src/sqlite.js';
import { type PostgresServer, startPostgres } from './support/postgres-server.js';
import { programInOneFile } from './support/program-in-one-file.js';
import { ScriptedPartner } from './support/scripted-partner.js';
import { tempFolder } from './support/temp-folder.js';

// More than a grant has: a backend that never survives must fail the test, not keep it running.
const MOST_STEPS = 20;

const folder = tempFolder();
let program: string;
beforeAll(async () => {
  const backend = fileURLToPath(new URL('support/crashing-backend.ts', import.meta.url));
  program = await programInOneFile(backend, folder.path);
});
afterAll(() => folder.remove());

/** A database, seen from outside the backend that dies. */
interface World {
  readonly database: string;
  /** How many rows of the application's table name the order. */
  count(table: 'items' | 'taken_back', orderId: string): Promise<number>;
  /** The backend after its restart: a new process would open the store like this. */
  restart(partner: ScriptedPartner): Promise<{
    grant(orderId: string): Promise<string>;
    refresh(orderId: string): Promise<string>;
    close(): Promise<void>;
  }>;
  close(): Promise<void>;
}

function restarted<Tx>(
  partner: ScriptedPartner,
  store: LedgerStore<Tx>,
  write: (tx: Tx, table: string, id: string) => unknown,
) {
  const fulfillment = createFulfillment({
    partner,
    store,
    onGrant: (tx, order) => write(tx, 'items', order.orderId),
    onRevoke: (tx, order) => write(tx, 'taken_back', order.orderId),
  });
  return {
    grant: async (orderId: string) => (await fulfillment.grant({ orderId, userKey: 'user-1' })).outcome,
    refresh: async (orderId: string) => (await fulfillment.refresh({ orderId })).change,
    close: () => store.close(),
  };
}

async function sqliteWorld(): Promise<World> {
  const folder = tempFolder();
  const database = join(folder.path, 'ledger.db');
  const outside = sqliteStore(database, { create: true });
  for (const table of ['items', 'taken_back']) {
    await outside.write((tx) => tx.run(`create table ${table} (order_id text)`));
  }
  return {
    database,
    count: (table, orderId) =>
      outside.write((tx) => tx.all(`select 1 from ${table} where order_id = ?`, orderId).length),
    restart: async (partner) =>
      restarted(partner, sqliteStore(database), (tx, table, id) =>
        tx.run(`insert into ${table} values (?)`, id),
      ),
    close: async () => {
      await outside.close();
      folder.remove();
    },
  };
}

async function postgresWorld(server: PostgresServer): Promise<World> {
  const database = await server.newSchema();
  const pool = new Pool({ connectionString: database });
  // The server says goodbye to connections that are still closing when it stops.
  pool.on('error', () => undefined);
  await postgresStore(pool).migrate();
  for (const table of ['items', 'taken_back']) await pool.query(`create table ${table} (order_id text)`);
  return {
    database,
    count: async (table, orderId) =>
      (await pool.query(`select 1 from ${table} where order_id = $1`, [orderId])).rows.length,
    restart: async (partner) =>
      restarted(partner, postgresStore(database), (tx, table, id) =>
        tx.query(`insert into ${table} values ($1)`, [id]),
      ),
    close: () => pool.end(),
  };
}

/** Runs the backend until it kills itself at a step. Gives the step's name, or `survived`. */
function runBackend(
  world: World,
  orderId: string,
  action: 'grant' | 'refund',
  killAt: number,
): Promise<string> {
  const child = spawn(process.execPath, [program, world.database, orderId, action, String(killAt)], {
    // Compiled once for all the lives of the backend.
    env: { ...process.env, NODE_COMPILE_CACHE: folder.path },
  });
  let output = '';
  let complaints = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL') resolve(output.trim());
      else reject(new Error(`The backend failed by itself: ${complaints}`));
    });
  });
}

describe.each(['SQLite', 'PostgreSQL'])('a backend on %s that is killed with -9', (name) => {
  let server: PostgresServer | undefined;
  let world: World;
  beforeAll(async () => {
    if (name === 'PostgreSQL') server = await startPostgres();
    world = server === undefined ? await sqliteWorld() : await postgresWorld(server);
  });
  afterAll(async () => {
    await world.close();
    await server?.stop();
  });

  it('has granted once after its restart, at any step of a grant', async () => {
    const seen: string[] = [];
    for (let killAt = 1; killAt <= MOST_STEPS && seen.at(-1) !== 'survived'; killAt += 1) {
      const orderId = createOrderId();
      const step = await runBackend(world, orderId, 'grant', killAt);
      seen.push(step);
      const before = await world.count('items', orderId);
      expect(before, step).toBe(step === 'after the commit' || step === 'survived' ? 1 : 0);
      const backend = await world.restart(new ScriptedPartner().say(orderId, {}));
      expect(await backend.grant(orderId), step).toBe(before === 1 ? 'already_granted' : 'granted');
      await backend.close();
      expect(await world.count('items', orderId), step).toBe(1);
    }
    expect(seen).toEqual([
      'the platform is asked',
      'before a transaction',
      'a transaction has begun',
      'a query has run',
      // PostgreSQL writes the audit row together with the grant.
      ...(name === 'SQLite' ? ['a query has run'] : []),
      'onGrant begins',
      'onGrant has written',
      'before the commit',
      'after the commit',
      'survived',
    ]);
  });

  it('has revoked once after its restart, at any step of a refund', async () => {
    const seen: string[] = [];
    for (let killAt = 1; killAt <= MOST_STEPS && seen.at(-1) !== 'survived'; killAt += 1) {
      const orderId = createOrderId();
      const partner = new ScriptedPartner().say(orderId, {});
      const backend = await world.restart(partner);
      await backend.grant(orderId);
      const step = await runBackend(world, orderId, 'refund', killAt);
      seen.push(step);
      partner.say(orderId, { status: 'REFUNDED' });
      const before = await world.count('taken_back', orderId);
      expect(await backend.refresh(orderId), step).toBe(before === 1 ? 'none' : 'revoked');
      await backend.close();
      expect(await world.count('taken_back', orderId), step).toBe(1);
    }
    expect(seen).toContain('onRevoke has written');
    expect(seen.slice(-2)).toEqual(['after the commit', 'survived']);
  });
});
