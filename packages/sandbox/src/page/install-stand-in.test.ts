import { describe, expect, it } from 'vitest';
import type { FromPage } from '../host/bridge-socket/wire.js';
import { installStandIn } from './install-stand-in.js';
import { readPageOptions } from './page-options.js';
import { type OccupiedWindow, occupantOf } from './real-app.js';
import type { SocketLike } from './sandbox-connection.js';
import { readSdkLine } from './sdk-line.js';
import { STAND_IN_SLOT, type StandInHolder } from './stand-in-slot.js';

function start() {
  const sent: FromPage[] = [];
  const socket: SocketLike = {
    ...{ readyState: 1, onopen: null, onmessage: null, onclose: null },
    send: (text) => void sent.push(JSON.parse(String(text))),
    close: () => {},
  };
  const window: OccupiedWindow & StandInHolder = {};
  const sheet = { present: () => Promise.resolve('approve' as const) };
  installStandIn(window, { ...readPageOptions({}), openSocket: () => socket, sheet });
  return { window, sent };
}

describe('a page of SDK 3.x on the sandbox', () => {
  it('has the window globals of that line: no constants and no emitter of 2.x', () => {
    const { window } = start();
    expect(window.__appsInTossNativeBridge).toBeDefined();
    expect([window.__CONSTANT_HANDLER_MAP, window.__GRANITE_NATIVE_EMITTER]).toEqual([undefined, undefined]);
    expect(occupantOf(window)).toBe('toss-app');
  });

  it('answers nothing over an unknown bridge: a call fails at once', async () => {
    const { window, sent } = start();
    const post = (text: string) => () => window.ReactNativeWebView?.postMessage(text);
    for (const type of ['callAsyncMethod', 'callEventMethod'])
      expect(post(JSON.stringify({ from: 'appsInTossNativeBridge', type }))).toThrow('웹뷰 환경');
    for (const chatter of ['{"type":"ready"}', 'null', 'no JSON']) expect(post(chatter)).not.toThrow();
    const { callAsyncMethod } = window.__appsInTossNativeBridge as { callAsyncMethod(): Promise<never> };
    await expect(callAsyncMethod()).rejects.toThrow('웹뷰 환경');
    expect(sent).toEqual([]);
  });

  it('has the sandbox ready for the stand-in of the official module', () => {
    const { window, sent } = start();
    const bridge = window[STAND_IN_SLOT];
    expect(bridge?.constant('getPlatformOS')).toBe('android');
    void bridge?.call('getPendingOrders', []);
    expect(sent).toMatchObject([{ kind: 'message', message: { functionName: 'getPendingOrders' } }]);
  });

  it('is asked for by data-sdk', () => {
    expect([undefined, '', '2.x', '3.x', '4.x'].map(readSdkLine)).toEqual([
      '2.x',
      '2.x',
      '2.x',
      '3.x',
      undefined,
    ]);
  });
});
