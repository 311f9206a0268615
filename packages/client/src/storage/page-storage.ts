import type { KeyValueStorage } from './key-value-storage.js';

/**
 * The page's `localStorage`; outside a page, or where it is full or forbidden, the memory of this program, which
 * at least keeps two taps apart.
 */
export function pageStorage(): KeyValueStorage {
  const memory = new Map<string, string>();
  return {
    async get(key) {
      return memory.get(key) ?? local()?.getItem(key) ?? null;
    },
    async set(key, value) {
      try {
        const storage = local();
        if (storage) {
          storage.setItem(key, value);
          return;
        }
      } catch {
        // Full: memory takes it.
      }
      memory.set(key, value);
    },
    async remove(key) {
      memory.delete(key);
      local()?.removeItem(key);
    },
  };
}

/** Node may have a `localStorage` too, which is nobody's device: only a page counts. */
function local(): Storage | undefined {
  try {
    return typeof document === 'undefined' ? undefined : globalThis.localStorage;
  } catch {
    return undefined;
  }
}
