import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Making every certificate takes a tenth of a second. */
const RETRY_MS = 20;
const LONGEST_MS = 10_000;

/**
 * Runs `work` while no other process does so in the same folder: test files that start at the same moment would
 * otherwise sign with one authority and read the other's. What a killed process left behind is taken away.
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

/** Its owner has gone, or has had it for far longer than anything here takes: then another has got the number. */
function isAbandoned(path: string): boolean {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    return (owner > 0 && !isAlive(owner)) || Date.now() - statSync(path).mtimeMs > LONGEST_MS;
  } catch {
    // It was given back this moment.
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
