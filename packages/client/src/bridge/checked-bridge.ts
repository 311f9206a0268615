import type { IapBridge } from '@ait-iap/protocol';
import { IapError } from '../errors/iap-error.js';

/**
 * Checks a bridge that a caller passed. `undefined` means none.
 *
 * @throws IapError `INVALID_ARGUMENT` for anything else, such as the official `IAP` itself
 */
export function checkedBridge(bridge: IapBridge | undefined): IapBridge | undefined {
  if (bridge === undefined || typeof bridge?.listen === 'function') return bridge;
  throw new IapError('INVALID_ARGUMENT', 'use the bridge', {
    why: 'it is not an IapBridge. Wrap the official IAP in officialSdkBridge(IAP)',
  });
}
