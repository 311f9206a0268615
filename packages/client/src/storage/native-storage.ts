import type { Clock, IapBridge } from '@ait-iap/protocol';
import { callHost } from '../bridge/call-host.js';
import type { KeyValueStorage } from './key-value-storage.js';

/** How long the native storage may take, in milliseconds: a user has tapped "buy" and waits. */
const STORAGE_LIMIT_MS = 1_000;

/** The Toss app's own storage: kept when the WebView's data is cleared. */
export function nativeStorage(bridge: IapBridge, clock: Clock): KeyValueStorage {
  const call = (functionName: string, ...args: readonly string[]) =>
    callHost(bridge, clock, functionName, args, STORAGE_LIMIT_MS);
  return {
    async get(key) {
      const value = await call('getStorageItem', key);
      return typeof value === 'string' ? value : null;
    },
    async set(key, value) {
      await call('setStorageItem', key, value);
    },
    async remove(key) {
      await call('removeStorageItem', key);
    },
  };
}
