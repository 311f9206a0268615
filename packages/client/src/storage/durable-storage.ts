import type { Clock, IapBridge } from '@ait-iap/protocol';
import type { KeyValueStorage } from './key-value-storage.js';
import { nativeStorage } from './native-storage.js';
import { pageStorage } from './page-storage.js';

const known = new WeakMap<IapBridge, KeyValueStorage>();

/** Where a client remembers over a restart: the native storage, and the page's where the host has none. */
export function durableStorage(bridge: IapBridge, clock: Clock): KeyValueStorage {
  const storage = known.get(bridge) ?? firstThatWorks(nativeStorage(bridge, clock), pageStorage());
  known.set(bridge, storage);
  return storage;
}

function firstThatWorks(native: KeyValueStorage, page: KeyValueStorage): KeyValueStorage {
  let hasNative = true;
  const attempt = async <T>(run: () => Promise<T>): Promise<T | undefined> => {
    if (!hasNative) return undefined;
    try {
      return await run();
    } catch {
      // Asked once and never again: a host without the method answers it late or not at all.
      hasNative = false;
      return undefined;
    }
  };
  return {
    // What an earlier start put into the page's storage, when the native one did not answer, counts as well.
    get: async (key) => (await attempt(() => native.get(key))) ?? page.get(key),
    async set(key, value) {
      await attempt(() => native.set(key, value));
      if (!hasNative) await page.set(key, value);
    },
    async remove(key) {
      await attempt(() => native.remove(key));
      await page.remove(key);
    },
  };
}
