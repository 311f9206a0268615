import type { WebViewWindow } from '@ait-iap/protocol';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ToPage } from '../host/bridge-socket/wire.js';
import type { OrderSheet, PaymentDecision } from '../host/payment-sheet.js';
import type { RefundReason } from '../world/refund.js';
import { readPageOptions } from './page-options.js';
import type { SocketLike } from './sandbox-connection.js';
import { installWebView } from './web-view.js';

class FakeSocket implements SocketLike {
  readyState: WebSocket['readyState'] = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: Record<string, unknown>[] = [];

  send(text: unknown): void {
    this.sent.push(JSON.parse(String(text)));
  }
  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }
  opens(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  says(message: ToPage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

const SHEET = { orderId: 'o', sku: 's', displayName: '테스트 상품 - 1' } as OrderSheet;
const method = { type: 'method', functionName: 'getPendingOrders', eventId: 'e1', args: [] };
const purchase = {
  type: 'addEventListener',
  functionName: 'requestOneTimePurchase',
  eventId: 'e2',
  args: { sku: 's' },
};

let page: WebViewWindow;
let life: EventTarget;
let sockets: FakeSocket[];
let decide: (decision: PaymentDecision) => void;
let closedSheets: number;
let leave: ((refund?: RefundReason) => void)[];
const socket = () => sockets.at(-1) as FakeSocket;
const post = (message: unknown) => page.ReactNativeWebView?.postMessage(JSON.stringify(message));
const listen = (topic: string) => {
  const handler = vi.fn();
  page.__GRANITE_NATIVE_EMITTER?.on(topic, handler);
  return handler;
};

beforeEach(() => {
  page = {};
  life = new EventTarget();
  sockets = [];
  closedSheets = 0;
  leave = [];
  installWebView(page, {
    ...readPageOptions({ userKey: 'u', appVersion: '5.230.0' }),
    life,
    openSocket: () => {
      sockets.push(new FakeSocket());
      return socket();
    },
    sheet: {
      present: (_sheet, signal) =>
        new Promise((resolve) => {
          decide = resolve;
          signal.addEventListener('abort', () => {
            closedSheets += 1;
            resolve('cancel');
          });
        }),
    },
    screens: {
      show: () => new Promise((resolve) => leave.push(resolve)),
      notify: () => {},
    },
  });
});

describe('a page with /bridge.js', () => {
  test('has the constants of its device before anything is connected', () => {
    expect(page.__CONSTANT_HANDLER_MAP).toMatchObject({
      getOperationalEnvironment: 'sandbox',
      getPlatformOS: 'android',
      getTossAppVersion: '5.230.0',
    });
  });

  test('introduces itself first, then sends what was waiting before it was connected', () => {
    post(method);
    expect(socket().sent).toEqual([]);
    socket().opens();
    expect(socket().sent.map(({ kind }) => kind)).toEqual(['hello', 'message']);
    expect(socket().sent[0]).toMatchObject({ device: { userKey: 'u' }, payment: 'ask' });
  });

  test('ignores a message that is not for the Toss app', () => {
    socket().opens();
    page.ReactNativeWebView?.postMessage('hello?');
    page.ReactNativeWebView?.postMessage('');
    expect(socket().sent.map(({ kind }) => kind)).toEqual(['hello']);
  });

  test('passes answers to the emitter that exists when they come, because the official SDK replaces it', () => {
    socket().opens();
    const early = listen('topic');
    const replaced = { emit: vi.fn(), on: () => () => {}, events: {} };
    page.__GRANITE_NATIVE_EMITTER = replaced;
    socket().says({ kind: 'emit', topic: 'topic', data: { orders: [] } });
    expect(replaced.emit).toHaveBeenCalledExactlyOnceWith('topic', { orders: [] });
    expect(early).not.toHaveBeenCalled();
  });

  test('still calls the other listeners of a topic when one removes itself during the call', () => {
    socket().opens();
    const emitter = page.__GRANITE_NATIVE_EMITTER;
    const stop = emitter?.on('topic', () => stop?.());
    const other = listen('topic');
    socket().says({ kind: 'emit', topic: 'topic', data: 1 });
    socket().says({ kind: 'emit', topic: 'topic', data: 2 });
    expect(other.mock.calls).toEqual([[1], [2]]);
  });

  test('draws the sheet that it receives and answers with the decision', async () => {
    socket().opens();
    socket().says({ kind: 'sheet', sheetId: 7, sheet: SHEET });
    decide('approve');
    await expect
      .poll(() => socket().sent.at(-1))
      .toEqual({ kind: 'decision', sheetId: 7, decision: 'approve' });
  });

  test('removes a sheet that the host closes, without a decision', async () => {
    socket().opens();
    socket().says({ kind: 'sheet', sheetId: 7, sheet: SHEET });
    socket().says({ kind: 'closeSheet', sheetId: 7 });
    await Promise.resolve();
    expect(closedSheets).toBe(1);
    expect(socket().sent.map(({ kind }) => kind)).toEqual(['hello']);
  });
});

describe('a page whose sandbox has stopped', () => {
  test('is answered with an error on every open call and on every open purchase', () => {
    socket().opens();
    const rejected = listen('getPendingOrders/reject/e1');
    const failed = listen('requestOneTimePurchase/onError/e2');
    post(method);
    post(purchase);
    socket().close();
    for (const handler of [rejected, failed]) {
      expect(handler).toHaveBeenCalledExactlyOnceWith(
        expect.objectContaining({ __isError: true, code: 'NETWORK_ERROR' }),
      );
    }
  });

  test('hears nothing more about answered calls and ended purchases', () => {
    socket().opens();
    const rejected = listen('getPendingOrders/reject/e1');
    const failed = listen('requestOneTimePurchase/onError/e2');
    post(method);
    post(purchase);
    socket().says({ kind: 'emit', topic: 'getPendingOrders/resolve/e1', data: { orders: [] } });
    socket().says({ kind: 'emit', topic: 'requestOneTimePurchase/onEvent/e2', data: { type: 'success' } });
    socket().close();
    expect(rejected).not.toHaveBeenCalled();
    expect(failed).not.toHaveBeenCalled();
  });

  test('hears of a purchase that was paid but has not ended', () => {
    socket().opens();
    const failed = listen('requestOneTimePurchase/onError/e2');
    post(purchase);
    socket().says({ kind: 'emit', topic: 'requestOneTimePurchase/onEvent/e2', data: { type: 'purchased' } });
    socket().close();
    expect(failed).toHaveBeenCalledTimes(1);
  });

  test('loses its open sheet, which could not be paid any more', () => {
    socket().opens();
    socket().says({ kind: 'sheet', sheetId: 7, sheet: SHEET });
    socket().close();
    expect(closedSheets).toBe(1);
  });

  test('connects again with the next call and introduces itself again', () => {
    socket().opens();
    socket().close();
    expect(sockets).toHaveLength(1);
    post(method);
    expect(sockets).toHaveLength(2);
    socket().opens();
    expect(socket().sent.map(({ kind }) => kind)).toEqual(['hello', 'message']);
  });
});

describe('a screen of the Toss app', () => {
  const screen = { orderId: 'o', screen: 'refund-offer' } as const;

  test('tells what the user asked for when it is left', async () => {
    socket().opens();
    socket().says({ kind: 'screen', screenId: 1, screen });
    leave[0]?.('NOT_USED');
    await Promise.resolve();
    expect(socket().sent.at(-1)).toEqual({ kind: 'left', screenId: 1, refund: 'NOT_USED' });
  });

  test('of an app that has gone says nothing about the screen of the next app that has its number', async () => {
    socket().opens();
    socket().says({ kind: 'screen', screenId: 1, screen });
    socket().close();
    post(method);
    socket().opens();
    socket().says({ kind: 'screen', screenId: 1, screen: { ...screen, orderId: 'another' } });
    leave[0]?.('NOT_USED');
    await Promise.resolve();
    expect(socket().sent.map(({ kind }) => kind)).toEqual(['hello', 'message']);
    leave[1]?.();
    await Promise.resolve();
    expect(socket().sent.at(-1)).toEqual({ kind: 'left', screenId: 1 });
  });
});

describe('a page in the back/forward cache', () => {
  const tell = (type: 'pagehide' | 'pageshow', persisted: boolean) =>
    life.dispatchEvent(Object.assign(new Event(type), { persisted }));

  test('has left its Toss app, hears that when it is shown again, and is in a new one from then on', () => {
    const failed = listen('requestOneTimePurchase/onError/e2');
    post(purchase);
    socket().opens();
    socket().says({ kind: 'sheet', sheetId: 1, sheet: SHEET });
    tell('pagehide', true);
    expect(socket().readyState).toBe(3);
    expect(failed).not.toHaveBeenCalled();
    expect(closedSheets).toBe(0);
    tell('pageshow', true);
    expect(failed).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        code: 'NETWORK_ERROR',
        message: expect.stringContaining('back/forward cache'),
      }),
    );
    expect(closedSheets).toBe(1);
    expect(sockets).toHaveLength(2);
    socket().opens();
    expect(socket().sent).toMatchObject([{ kind: 'hello' }]);
    // What it asks while it is being shown reaches the new one.
    post(method);
    expect(socket().sent.at(-1)).toMatchObject({ kind: 'message' });
  });

  test('is no page that is shown for the first time, or closed', () => {
    tell('pageshow', false);
    socket().opens();
    tell('pagehide', false);
    expect(socket().readyState).toBe(1);
    expect(sockets).toHaveLength(1);
  });
});
