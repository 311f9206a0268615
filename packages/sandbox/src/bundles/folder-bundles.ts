import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../disk/make-folder.js';
import { fileNotWritten } from '../errors/file-not-written.js';
import type { BundleStore } from './bundle-store.js';

const ENDING = '.ait';

/** Stores bundles in a folder, one file each. Names inside a bundle never become file names. */
export function folderBundles(folder: string): BundleStore {
  const pathOf = (sha256: string) => join(folder, sha256 + ENDING);
  return {
    async put(sha256, content) {
      assertHash(sha256);
      makeFolder(folder);
      // Written under another name first, so that a process that dies leaves no partial bundle.
      const draft = join(folder, `${randomUUID()}.part`);
      try {
        await writeFile(draft, content);
        await rename(draft, pathOf(sha256));
      } catch (error) {
        throw fileNotWritten(pathOf(sha256), error);
      }
    },
    async get(sha256) {
      assertHash(sha256);
      try {
        return new Uint8Array(await readFile(pathOf(sha256)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async keepOnly(wanted) {
      const names = await readdir(folder).catch(() => []);
      const kept = new Set([...wanted].map((sha256) => sha256 + ENDING));
      const isOurs = (name: string) => /^([0-9a-f]{64}\.ait|[0-9a-f-]{36}\.part)$/.test(name);
      for (const name of names)
        if (isOurs(name) && !kept.has(name)) await rm(join(folder, name), { force: true });
    },
  };
}

function assertHash(sha256: string): void {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('The name of a bundle is the sha256 of its file.');
}
