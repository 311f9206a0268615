import { callHost, type TimedHost } from '../bridge/call-host.js';
import type { IapError } from '../errors/iap-error.js';
import { orIfItThrows } from '../errors/or-if-it-throws.js';

/** A text that outlives the page. */
export interface DurableText {
  /** Each copy that can be found, the newest last; they differ where one place could not be written. */
  load(): Promise<readonly unknown[]>;
  save(text: string): Promise<void>;
}

/** How long the native storage may take, in milliseconds: a user has tapped "buy" and waits. */
const STORAGE_LIMIT_MS = 1_000;

/** The pauses before a call is made again that came too fast for the host, in milliseconds. */
const PAUSES_MS: readonly number[] = [200, 400, 800];

/**
 * Keeps a text in the Toss app's own storage and in the page's `localStorage`: either may be missing, and the page's
 * is cleared with the WebView's data. Without both, the memory of this page at least keeps two taps apart.
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
          // Never asked again: a host without the method says so, or answers it late or not at all.
          hasNative = false;
          return undefined;
        }
        // A note that cannot be read just now is not "no note": somebody might pay twice.
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
 * Uses the storage of the page; `undefined` where there is none or it refuses. Node may have a `localStorage` too, which is
 * nobody's device: only a page counts.
 */
function inPage<T>(use: (storage: Storage) => T): T | undefined {
  return orIfItThrows(() => use(document && localStorage), undefined);
}
