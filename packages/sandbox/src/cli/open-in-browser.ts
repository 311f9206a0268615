import { spawn } from 'node:child_process';

const OPENERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // The empty argument is the window title. Without it, `start` would use the address as the title.
  win32: ['cmd', '/c', 'start', ''],
};

/**
 * Opens an address in the browser of this machine. Without a browser nothing happens, because the address was already
 * printed.
 */
export function openInBrowser(url: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
