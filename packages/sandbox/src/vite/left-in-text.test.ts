import { describe, expect, it } from 'vitest';
import { bridgeTagIn, sandboxAddressIn } from './left-in-text.js';

const page = (attributes: string) => `<!doctype html><head><script ${attributes}></script></head>`;

describe('a tag of /bridge.js', () => {
  it.each([
    'src="http://127.0.0.1:4600/bridge.js"',
    "src='http://localhost:4600/bridge.js'",
    'src=http://localhost/bridge.js',
    '\n  src = "http://[::1]:4600/bridge.js"',
    'src="//localhost:4600/bridge.js"',
    'src="http://shop.localhost:4600/bridge.js"',
    'src="http://0.0.0.0:4600/bridge.js"',
    'src="http://192.168.0.12:4600/bridge.js?token=abc"',
    'src="http://172.20.0.2:4600/bridge.js"',
    'src="http://my-mac.local:4600/bridge.js"',
    'src="https://tunnel.example.com/bridge.js?token=abc"',
    'data-user-key="a>b" defer src="http://127.0.0.1:4600/bridge.js"',
    'src="/bridge.js" data-user-key="user-1"',
  ])('is found as <script %s>', (attributes) => {
    expect(bridgeTagIn(page(attributes))).toContain('bridge.js');
  });

  it.each([
    'src="/js/bridge.js"',
    'src="bridge.js"',
    'src="https://cdn.example.com/bridge.js"',
    'src="http://127.0.0.1:5173/src/main.js"',
    'data-src="http://127.0.0.1:4600/bridge.js"',
    'src="http://localhost/my-bridge.js"',
  ])('is not confused with a script of the mini-app: <script %s>', (attributes) => {
    expect(bridgeTagIn(page(attributes))).toBeUndefined();
  });

  it('in a comment does nothing', () => {
    expect(bridgeTagIn(`<!-- ${page('src="http://127.0.0.1:4600/bridge.js"')} -->`)).toBeUndefined();
  });
});

describe('code that loads the sandbox without an import', () => {
  it.each([
    "const s = document.createElement('script'); s.src = 'http://127.0.0.1:4600/bridge.js';",
    'load("//localhost:4600/bridge.js?token=a")',
    "import('https://esm.sh/@ait-iap/sandbox@0.1.0/auto')",
  ])('is found: %s', (code) => {
    expect(sandboxAddressIn(code)).toBeDefined();
  });

  it.each([
    // What @ait-iap/client tells a developer in a desktop browser.
    'throw new Error("To develop in a browser, import \'@ait-iap/sandbox/auto\'")',
    "load('https://cdn.example.com/bridge.js')",
    "load('/bridge.js')",
    'fetch(`http://127.0.0.1:4610/grant`)',
    // A page may show that it is in a sandbox.
    'if (window.__AIT_IAP_SANDBOX__) showBanner()',
  ])('is not suspected without reason: %s', (code) => {
    expect(sandboxAddressIn(code)).toBeUndefined();
  });
});
