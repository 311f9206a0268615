import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where a sandbox that runs is found from its folder. */
export interface RunningSandbox {
  readonly pageUrl: string;
  readonly partnerUrl: string;
  /** Of the process. */
  readonly pid: number;
  /** What other machines have to show. */
  readonly token?: string;
}

const NAME = 'running.json';

/** Says in the folder of a sandbox where it is. For its owner only: there may be a token in it. */
export function writeRunningFile(folder: string, running: RunningSandbox): () => void {
  const path = join(folder, NAME);
  writeFileSync(path, `${JSON.stringify(running)}\n`, { mode: 0o600 });
  return () => {
    // Another sandbox of the same folder may have said so meanwhile.
    if (readRunningFile(path)?.pid === running.pid) rmSync(path, { force: true });
  };
}

/** The sandbox that runs in a folder, or in one above it, as `git` finds its own; undefined if none does. */
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

/** A process that was killed leaves its file behind. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
