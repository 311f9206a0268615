import { callHost, type TimedHost } from '../bridge/call-host.js';
import type { IapError } from '../errors/iap-error.js';
import { orIfItThrows } from '../errors/or-if-it-throws.js';

/** A text that survives the page. */
export interface DurableText {
  /** All copies, the newest last. They differ if one place could not be written. */
  load(): Promise<readonly unknown[]>;
  save(text: string): Promise<void>;
}

/** How long the native storage may take, in milliseconds: short, because a user has tapped "buy" and waits. */
const STORAGE_LIMIT_MS = 1_000;

/** The pauses before a throttled call is repeated, in milliseconds. */
const PAUSES_MS: readonly number[] = [200, 400, 800];

/**
 * Stores a text in the Toss app's own storage and in the page's `localStorage`. Either may be missing, and the page's
 * storage is cleared with the WebView's data. Without both, the memory of this page at least keeps two taps apart.
 */
export function durableText(host: TimedHost, key: string): DurableText {
  let memory: unknown;
  let hasNative = true;
  const native = async (functionName: string, ...args: readonly string[]) => {
    for (const pauseMs of [...PAUSES_MS, undefined]) {
      try {
        return hasNative ? await callHost(host, functionName, args, STORAGE_LIMIT_MS) : undefined;
      } catch (error) {
        if ((error as IapError).code !== 'APP_BRIDGE_THROTTLED') {
          // Not called again: a host without the method says so, or answers late or never.
          hasNative = false;
          return undefined;
        }
        // A note that cannot be read now does not mean "no note": the user might pay twice.
        if (pauseMs === undefined) throw error;
        await host.clock.sleep(pauseMs);
      }
    }
    return undefined;
  };
  return {
    async load() {
      return [await native('getStorageItem', key), inPage((storage) => storage.getItem(key)), memory];
    },
    async save(text) {
      const isKept = inPage((storage) => {
        storage.setItem(key, text);
        return true;
      });
      memory = isKept ? undefined : text;
      await native('setStorageItem', key, text);
      // Where the page is full its copy is an old one, which would count more than the host's.
      if (!isKept && hasNative) inPage((storage) => storage.removeItem(key));
    },
  };
}

/**
 * Uses the page's storage. `undefined` if there is none or it refuses. Only a page counts: Node may have a
 * `localStorage` too, but it is not a user's device.
 */
function inPage<T>(use: (storage: Storage) => T): T | undefined {
  return orIfItThrows(() => use(document && localStorage), undefined);
}
