import { describe, expect, expectTypeOf, it } from 'vitest';
import { BRIDGE_SLOT, type BridgeSlotHolder } from './bridge-slot.js';
import type { IapBridge } from './iap-bridge.js';

describe('the slot of a bridge', () => {
  it('is the same symbol for every copy of this package', () => {
    expect(BRIDGE_SLOT).toBe(Symbol.for('ait-iap.bridge'));
  });

  it('is empty until it is filled', () => {
    expect((globalThis as BridgeSlotHolder)[BRIDGE_SLOT]).toBeUndefined();
    expectTypeOf<BridgeSlotHolder[typeof BRIDGE_SLOT]>().toEqualTypeOf<IapBridge | undefined>();
  });
});
