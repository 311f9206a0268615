import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { PASSWORD, startedIn } from './postgres-folder.js';
import { tempFolder } from './temp-folder.js';

/** A PostgreSQL server of a test's own. */
export interface PostgresServer {
  /** The connection string of its database. */
  readonly url: string;
  /** Makes an empty schema, and gives the connection string that works in it. */
  newSchema(): Promise<string>;
  /** Asks the database, as nobody's application would. */
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  /** For connections that outlive a test: `work` closes them before the server stops. */
  beforeStop(work: () => Promise<void>): void;
  stop(): Promise<void>;
}

let schemas = 0;

/** Starts a real server in a folder and on a port of its own, also as root. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = tempFolder();
  const port = await freePort();
  const server = await startedIn(folder.path, port);
  const base = `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
  const client = new Client({ connectionString: base });
  await client.connect();
  const lastWork: (() => Promise<void>)[] = [];
  return {
    url: base,
    newSchema: async () => {
      schemas += 1;
      const name = `test_${schemas}`;
      await client.query(`create schema ${name}`);
      return `${base}?options=${encodeURIComponent(`-c search_path=${name}`)}`;
    },
    query: async <Row>(text: string, values?: unknown[]) => (await client.query(text, values)).rows as Row[],
    beforeStop: (work) => lastWork.push(work),
    stop: async () => {
      for (const work of lastWork) await work();
      await lastGuestLeft(client);
      await client.end();
      await server.stop();
      folder.remove();
    },
  };
}

/** Longer than any connection takes to close. One that is still open then was forgotten by its test. */
const GUESTS_LEAVE_WITHIN_MS = 30_000;

/**
 * Waits until all connections are closed. A client that has said goodbye still listens for a moment; the server's own
 * goodbye would reach it as an error that nobody handles.
 */
async function lastGuestLeft(client: Client): Promise<void> {
  const deadline = Date.now() + GUESTS_LEAVE_WITHIN_MS;
  for (;;) {
    const { rows } = await client.query<{ query: string }>(
      `select query from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    if (rows.length === 0) break;
    if (Date.now() > deadline) {
      throw new Error(
        `A test left ${rows.length} connections open; the last query of one: ${rows[0]?.query}`,
      );
    }
    await sleep(10);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });
}
