import type { WebViewWindow } from '@ait-iap/protocol';
import { readPageOptions } from '../../src/page/page-options.js';
import type { SocketLike } from '../../src/page/sandbox-connection.js';
import { installWebView } from '../../src/page/web-view.js';

/** What a purchase tells the page, in order: events and, last, an error. */
export type PurchaseNews =
  | { readonly event: { type: string; data: Record<string, unknown> } }
  | { readonly error: { code?: string } };

/** A page with /bridge.js without a browser: the script's own code over a real WebSocket. */
export interface PageOfNode {
  call(functionName: string, args?: unknown): Promise<unknown>;
  /** Starts a purchase; `news` is told everything. */
  buy(sku: string, news: (news: PurchaseNews) => void): void;
  close(): void;
}

let eventIds = 0;

/** Opens a page on a served sandbox. */
export function openPage(pageUrl: string, attributes: Record<string, string>): PageOfNode {
  const page: WebViewWindow = {};
  const sockets: WebSocket[] = [];
  installWebView(page, {
    ...readPageOptions(attributes),
    openSocket: () => {
      const socket = new WebSocket(`${pageUrl.replace('http', 'ws')}/bridge`);
      sockets.push(socket);
      return socket as unknown as SocketLike;
    },
    // Asked, this person never makes up their mind.
    sheet: { present: () => new Promise(() => {}) },
  });
  const on = (topic: string, handler: (data: never) => void) =>
    page.__GRANITE_NATIVE_EMITTER?.on(topic, handler as (data: unknown) => void);
  const post = (message: unknown) => page.ReactNativeWebView?.postMessage(JSON.stringify(message));
  return {
    call(functionName, args) {
      const eventId = `node-${++eventIds}`;
      return new Promise((resolve, reject) => {
        on(`${functionName}/resolve/${eventId}`, resolve);
        on(`${functionName}/reject/${eventId}`, reject);
        post({ type: 'method', functionName, eventId, args: args === undefined ? [] : [args] });
      });
    },
    buy(sku, news) {
      const eventId = `node-${++eventIds}`;
      on(`requestOneTimePurchase/onEvent/${eventId}`, (event) => news({ event }));
      on(`requestOneTimePurchase/onError/${eventId}`, (error) => news({ error }));
      post({ type: 'addEventListener', functionName: 'requestOneTimePurchase', eventId, args: { sku } });
    },
    close() {
      for (const socket of sockets) socket.close();
    },
  };
}
