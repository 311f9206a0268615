import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What npm links as `ait-iap-sandbox`. */
export const BIN = fileURLToPath(new URL('../../bin/ait-iap-sandbox.js', import.meta.url));

/** A sandbox in a process of its own, as a person starts it. */
export interface ChildSandbox {
  readonly child: ChildProcess;
  readonly pageUrl: string;
  readonly partnerUrl: string;
  /** Resolves with exit code and signal once the process has gone. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }>;
}

/** Starts the command; for `serve` use {@link startSandbox}. */
export function startCommand(cwd: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}) {
  const env = { ...process.env, ...variables };
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    stderr: Buffer.concat(errors).toString(),
  }));
  return { child, lines: createInterface({ input: child.stdout }), ended };
}

/** Starts `serve` on free ports in a folder and waits until it says that it is ready. */
export async function startSandbox(cwd: string, args: readonly string[] = []): Promise<ChildSandbox> {
  const { child, lines, ended } = startCommand(cwd, [
    ...['serve', '--port', '0', '--partner-port', '0', '--json', ...args],
  ]);
  const ready = once(lines, 'line').then(([line]) => JSON.parse(String(line)));
  const failed = ended.then(({ stderr }) => Promise.reject(new Error(`The sandbox ended: ${stderr}`)));
  const { pageUrl, partnerUrl } = await Promise.race([ready, failed]);
  failed.catch(() => {});
  return { child, pageUrl, partnerUrl, ended };
}
