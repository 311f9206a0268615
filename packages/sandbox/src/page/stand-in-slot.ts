import type { IapBridge } from '@ait-iap/protocol';

/**
 * Where `/bridge.js` puts the sandbox of a page with SDK 3.x. Only the stand-in of the official module uses it: a page
 * that does not go through the official object has to fail here, as it does in a Toss app.
 */
export const STAND_IN_SLOT: unique symbol = Symbol.for('ait-iap.sandbox.stand-in');

/** An object that may hold a sandbox in its {@link STAND_IN_SLOT}; `globalThis` is one. */
export interface StandInHolder {
  [STAND_IN_SLOT]?: IapBridge | undefined;
}
