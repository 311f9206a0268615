import { spawn } from 'node:child_process';

const OPENERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // The empty word is the title of the window that `start` would make of the address.
  win32: ['cmd', '/c', 'start', ''],
};

/** Shows an address in the browser of this machine. Where there is none, nothing happens: the address was printed. */
export function openInBrowser(url: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
