import type { WebViewWindow } from '@ait-iap/protocol';
import { BRIDGE_SLOT, type BridgeSlotHolder, type IapBridge } from '@ait-iap/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { webView } from '../../test/support/web-view.js';
import { defaultBridge, setBridge } from './default-bridge.js';

const slot = globalThis as BridgeSlotHolder;
const page = globalThis as WebViewWindow;

function namedBridge(name: string): IapBridge {
  return { call: async () => name, listen: () => () => {}, constant: () => name };
}

afterEach(() => {
  setBridge(undefined);
  delete slot[BRIDGE_SLOT];
  delete page.ReactNativeWebView;
});

describe('the default bridge', () => {
  it('is the bridge that was set, or else the one in the slot, or else the WebView; without any of them it is an error', () => {
    const chosen = namedBridge('chosen');
    const sandbox = namedBridge('sandbox');
    page.ReactNativeWebView = webView().window.ReactNativeWebView;
    slot[BRIDGE_SLOT] = sandbox;
    setBridge(chosen);
    expect(defaultBridge()).toBe(chosen);
    setBridge(undefined);
    expect(defaultBridge()).toBe(sandbox);
    delete slot[BRIDGE_SLOT];
    const ofThePage = defaultBridge();
    expect(ofThePage).not.toBe(sandbox);
    expect(defaultBridge()).toBe(ofThePage);
    delete page.ReactNativeWebView;
    expect(() => defaultBridge()).toThrow(expect.objectContaining({ code: 'BRIDGE_NOT_FOUND' }));
  });
});
