import { BRIDGE_SLOT, type BridgeSlotHolder } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buy, grant } from '../test/support/buy.js';

const SKU = 'ait.sandbox.consumable-1';
const slot = globalThis as BridgeSlotHolder;

beforeEach(() => {
  vi.resetModules();
  vi.spyOn(console, 'info').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  delete slot[BRIDGE_SLOT];
});

describe('sandbox mode by one import', () => {
  it('in Node, fills the bridge slot, approves payments, and says in two languages that it is a sandbox', async () => {
    const { sandbox, bridge } = await import('./auto.js');
    expect(slot[BRIDGE_SLOT]).toBe(bridge);
    expect(vi.mocked(console.info).mock.calls.flat().join()).toMatch(/샌드박스.*Sandbox mode/);
    await expectSold(bridge);
    sandbox.close();
  });

  it('keeps working after the world was reset, and after another was imported', async () => {
    const { sandbox, bridge } = await import('./auto.js');
    const exported = [...sandbox.export()];
    const open = buy(bridge, SKU);
    await open.purchased;
    sandbox.reset();
    expect(await bridge.call('getPendingOrders', [])).toEqual({ orders: [] });
    await expectSold(bridge);
    sandbox.import(exported);
    await expectSold(bridge);
    expect(slot[BRIDGE_SLOT]).toBe(bridge);
    bridge.close();
    sandbox.reset();
    await expect(bridge.call('getPendingOrders', [])).rejects.toMatchObject({ code: 'APP_CLOSED' });
    sandbox.close();
  });
});

describe('sandbox mode inside a real Toss app', () => {
  it.each([
    ['ReactNativeWebView', { postMessage: () => {} }],
    ['__appsInTossNativeBridge', { callAsyncMethod: () => {} }],
    ['__CONSTANT_HANDLER_MAP', { getOperationalEnvironment: 'toss' }],
    // React Native, where `window` is the global object.
    ['__appsInToss', { deploymentId: 'a' }],
  ])('changes nothing when there is %s, says so loudly, and does not throw', async (name, value) => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const window = { [name]: value };
    vi.stubGlobal('window', window);
    const { sandbox, bridge } = await import('./auto.js');
    expect(window).toEqual({ [name]: value });
    expect(slot[BRIDGE_SLOT]).toBeUndefined();
    expect(error.mock.calls.flat().join()).toMatch(/development only.*토스 앱 안이라/s);
    expect(console.info).not.toHaveBeenCalled();
    await expect(bridge.call('iapGetProductItemList', [])).rejects.toMatchObject({ code: 'SANDBOX_REFUSED' });
    expect(await buy(bridge, SKU).ended).toMatchObject({ code: 'SANDBOX_REFUSED' });
    expect(sandbox.world.store.orderCount()).toBe(0);
    sandbox.reset();
    sandbox.close();
  });

  it('changes nothing in a page that uses /bridge.js, and may be loaded twice itself', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const served = { ReactNativeWebView: {}, __AIT_IAP_SANDBOX__: 'http://127.0.0.1:4600' };
    vi.stubGlobal('window', served);
    (await import('./auto.js')).sandbox.close();
    expect(warn.mock.calls.flat().join()).toMatch(/Keep one of the two.*하나만/s);
    vi.stubGlobal('window', {});
    vi.resetModules();
    (await import('./auto.js')).sandbox.close();
    vi.resetModules();
    const { sandbox, bridge } = await import('./auto.js');
    await expectSold(bridge);
    sandbox.close();
  });
});

async function expectSold(bridge: Awaited<typeof import('./auto.js')>['bridge']): Promise<void> {
  const purchase = buy(bridge, SKU);
  await grant(bridge, await purchase.purchased, true);
  expect(await purchase.ended).toMatchObject({ type: 'success' });
}
