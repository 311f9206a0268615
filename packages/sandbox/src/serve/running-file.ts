import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileNotWritten } from '../errors/file-not-written.js';

/** The file that tells where a running sandbox is. */
export interface RunningSandbox {
  readonly pageUrl: string;
  readonly partnerUrl: string;
  /** The id of the process. */
  readonly pid: number;
  /** The token for other machines. */
  readonly token?: string;
}

const NAME = 'running.json';

/** Writes into a sandbox's folder where it runs. Only the owner can read the file, because it may contain a token. */
export function writeRunningFile(folder: string, running: RunningSandbox): () => void {
  const path = join(folder, NAME);
  try {
    writeFileSync(path, `${JSON.stringify(running)}\n`, { mode: 0o600 });
  } catch (error) {
    throw fileNotWritten(path, error);
  }
  return () => {
    // Another sandbox of the same folder may have written it in the meantime.
    if (readRunningFile(path)?.pid === running.pid) rmSync(path, { force: true });
  };
}

/** Finds the sandbox that runs in a folder or above it, like `git` finds its folder. `undefined` if there is none. */
export function findRunning(from: string, name: string): RunningSandbox | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const running = readRunningFile(join(folder, name, NAME));
    if (running !== undefined && isAlive(running.pid)) return running;
    if (folder === dirname(folder)) return undefined;
  }
}

function readRunningFile(path: string): RunningSandbox | undefined {
  try {
    const { pageUrl, partnerUrl, pid, token } = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof pageUrl !== 'string' || typeof pid !== 'number') return undefined;
    return { pageUrl, partnerUrl: String(partnerUrl), pid, ...(typeof token === 'string' && { token }) };
  } catch {
    return undefined;
  }
}

/** A killed process leaves its file behind. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
