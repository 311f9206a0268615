import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from '../run.mjs';

const NAMES = ['protocol', 'client', 'server', 'sandbox'];

/** Packs the built packages, and gives for each name the file that npm installs. */
export async function packPackages(home) {
  const folder = join(home, 'packages');
  mkdirSync(folder, { recursive: true });
  const tarballs = {};
  for (const name of NAMES) tarballs[`@ait-iap/${name}`] = await packFolder(`packages/${name}`, folder);
  return tarballs;
}

/** Packs one package into a folder, and gives the file that npm installs. */
export async function packFolder(path, folder) {
  const written = await run(`pack ${path}`, 'npm', [
    'pack',
    resolve(path),
    '--pack-destination',
    folder,
    '--silent',
  ]);
  return `file:${join(folder, written.trim().split('\n').at(-1))}`;
}
