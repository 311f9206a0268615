import { BRIDGE_SLOT, type BridgeSlotHolder } from '@ait-iap/protocol';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buy, grant } from './sandbox/buy.js';

describe('sandbox mode by one import', () => {
  afterEach(() => vi.restoreAllMocks());

  it('in Node fills the bridge slot, approves payments, and says what it is in two languages', async () => {
    const info = vi.spyOn(console, 'info').mockImplementation(() => {});
    const { sandbox, bridge } = await import('./auto.js');
    expect((globalThis as BridgeSlotHolder)[BRIDGE_SLOT]).toBe(bridge);
    expect(info.mock.calls.flat().join()).toMatch(/샌드박스.*Sandbox mode/);
    const purchase = buy(bridge, 'ait.sandbox.consumable-1');
    await grant(bridge, await purchase.purchased, true);
    expect(await purchase.ended).toMatchObject({ type: 'success' });
    sandbox.close();
  });
});
