import type { BrowserContext, WebSocketRoute } from '@playwright/test';
import { BRIDGE_SOCKET_PATH } from '../host/bridge-socket/wire.js';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Connects the bridge of every page of a context to another world, whatever address the tag or the Vite plugin names.
 * The page does not change.
 */
export async function routeBridge(context: BrowserContext, from: string, to: string): Promise<void> {
  const served = new URL(from);
  const isBridge = (url: URL) =>
    url.pathname === BRIDGE_SOCKET_PATH &&
    url.port === served.port &&
    (url.hostname === served.hostname || (LOOPBACK.has(url.hostname) && LOOPBACK.has(served.hostname)));
  await context.routeWebSocket(isBridge, (page) => connect(page, to));
}

/** Joins the page's connection to a new one. Messages of the page wait until it is open. */
function connect(page: WebSocketRoute, to: string): void {
  const world = new WebSocket(new URL(BRIDGE_SOCKET_PATH, to.replace(/^http/, 'ws')));
  const waiting: (string | Buffer<ArrayBuffer>)[] = [];
  page.onMessage((message) => {
    const data = message as string | Buffer<ArrayBuffer>;
    if (world.readyState === world.OPEN) world.send(data);
    else waiting.push(data);
  });
  page.onClose(() => world.close());
  world.addEventListener('open', () => {
    for (const data of waiting.splice(0)) world.send(data);
  });
  world.addEventListener('message', ({ data }: { data: unknown }) => page.send(data as string));
  world.addEventListener('close', () => void page.close());
}
