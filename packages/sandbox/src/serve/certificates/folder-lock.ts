import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Creating all certificates takes a tenth of a second. */
const RETRY_MS = 20;
const LONGEST_MS = 10_000;

/**
 * Runs `work` while no other process does so in the same folder. Otherwise, test files that start at the same moment
 * would sign with one authority and read the other one. Removes the lock of a killed process.
 */
export async function withFolderLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const path = join(folder, '.lock');
  while (!take(path)) await sleep(RETRY_MS);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (isAbandoned(path)) rmSync(path, { force: true });
    return false;
  }
}

/** Its owner has gone, or has held it far too long: then another process has got the same process id. */
function isAbandoned(path: string): boolean {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    return (owner > 0 && !isAlive(owner)) || Date.now() - statSync(path).mtimeMs > LONGEST_MS;
  } catch {
    // It was released in this moment.
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
