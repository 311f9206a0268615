import type { IapBridge } from './iap-bridge.js';

/**
 * The well-known place on `globalThis` where `@ait-iap/sandbox/auto` puts a bridge, and where the drop-in
 * functions of `@ait-iap/client` look for one. So neither package imports the other, and it works with two copies of a package too.
 *
 * @example
 * (globalThis as BridgeSlotHolder)[BRIDGE_SLOT] = bridge;
 */
export const BRIDGE_SLOT: unique symbol = /*@__PURE__*/ Symbol.for('ait-iap.bridge');

/** An object that may hold a bridge in its {@link BRIDGE_SLOT}; `globalThis` is one. */
export interface BridgeSlotHolder {
  /** The bridge, once one is installed. */
  [BRIDGE_SLOT]?: IapBridge | undefined;
}
