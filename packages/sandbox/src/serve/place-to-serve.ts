import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { makeFolder, removeIfEmpty } from '../disk/make-folder.js';
import { FolderNotMadeError } from '../errors/folder-not-made-error.js';
import { FOLDER_MODE } from './certificates/certificate-folder.js';
import type { ClosingSteps } from './closing-steps.js';
import { type ListenAddress, startListening } from './listen.js';
import {
  DEFAULT_FOLDER,
  DEFAULT_PAGE_PORT,
  DEFAULT_PARTNER_PORT,
  type ServeOptions,
} from './serve-options.js';

/** Where everything listens that is not exposed. */
export const LOOPBACK = '127.0.0.1';

/** The two addresses to listen on. */
export function addressesOf({ expose, port, partnerPort }: ServeOptions) {
  const host = expose ?? LOOPBACK;
  return {
    page: { host, port: port ?? DEFAULT_PAGE_PORT, flag: '--port' },
    partner: { host, port: partnerPort ?? DEFAULT_PARTNER_PORT, flag: '--partner-port' },
  } satisfies Record<string, ListenAddress>;
}

/**
 * Makes the folders of a sandbox. If there is no such sandbox yet, the ports are tried first: a start that fails for a
 * taken port then leaves no world and no certificates behind.
 *
 * @returns the folder of the sandbox
 * @throws FolderNotMadeError if a folder cannot be made; PortInUseError or SandboxError `LISTEN_FAILED` for a port
 */
export async function makePlace(options: ServeOptions, closing: ClosingSteps): Promise<string> {
  const folder = resolved(options.dir ?? DEFAULT_FOLDER);
  if (!existsSync(folder)) await assertPortsFree(options);
  const make = (path: string, mode?: number) => {
    const made = makeFolder(path, mode);
    // Closed last: then only a start that failed has left them empty.
    closing.add(() => removeIfEmpty(made));
  };
  const file = worldFile(options, folder);
  if (file !== undefined) make(dirname(file));
  make(certificatesIn(folder), FOLDER_MODE);
  return folder;
}

/** The file of the world. `undefined`: it is kept in memory. */
export function worldFile({ db }: Pick<ServeOptions, 'db'>, folder: string): string | undefined {
  if (db === ':memory:') return undefined;
  // An empty path is refused when it is opened. Resolved, it would be the current folder.
  return db === '' ? db : resolve(db ?? join(folder, 'world.db'));
}

/** The folder of the certificates. @throws FolderNotMadeError for an empty path, which would be the current folder */
export function certificatesIn(folder: string): string {
  return join(resolved(folder), 'certs');
}

function resolved(folder: string): string {
  if (folder === '') throw new FolderNotMadeError(folder, 'its path is empty');
  return resolve(folder);
}

async function assertPortsFree(options: ServeOptions): Promise<void> {
  const tries = Object.values(addressesOf(options)).map(async (address) => {
    const server = createServer();
    await startListening(server, address);
    return server;
  });
  const results = await Promise.allSettled(tries);
  for (const result of results)
    if (result.status === 'fulfilled') await new Promise((closed) => result.value.close(closed));
  await Promise.all(tries);
}
