import { callHost, type TimedHost } from '../bridge/call-host.js';
import type { IapError } from '../errors/iap-error.js';
import { orIfItThrows } from '../errors/or-if-it-throws.js';
import { FIRST_PAUSE_MS, LAST_PAUSE_MS, STORAGE_LIMIT_MS } from '../limits/limits.js';
import { type Note, parseNotes } from './note.js';

/** The durable notes: they keep a product locked over a reload until its order is finished. */
export interface Notebook {
  all(): Promise<Map<string, Note>>;
  /**
   * Writes down what is known about a product, made of what is written now; `undefined` when that is nothing any more.
   *
   * @returns what is written then
   */
  change(sku: string, next: (note: Note | undefined) => Note | undefined): Promise<Note | undefined>;
}

/**
 * Keeps notes in the Toss app's own storage and in the page's `localStorage`: either may be missing, and the page's
 * is cleared with the WebView's data. Without both, the memory of this page at least keeps two taps apart.
 *
 * Changes run one after the other, since a change is a read and a write and the native storage takes its time.
 */
export function notebook(host: TimedHost, key: string): Notebook {
  const { clock } = host;
  let memory: unknown;
  let hasNative = true;
  let last: Promise<unknown> = Promise.resolve();
  const native = async (functionName: string, ...args: readonly string[]) => {
    for (let pauseMs = FIRST_PAUSE_MS; hasNative; pauseMs *= 2) {
      try {
        return await callHost(host, functionName, args, STORAGE_LIMIT_MS);
      } catch (error) {
        // Never asked again: a host without the method says so, or answers it late or not at all.
        if ((error as IapError).code !== 'APP_BRIDGE_THROTTLED') hasNative = false;
        // A note that cannot be read just now is not "no note": somebody might pay twice.
        else if (pauseMs > LAST_PAUSE_MS) throw error;
        else await clock.sleep(pauseMs);
      }
    }
    return undefined;
  };
  const all = async () => {
    // The newest copy comes last: they differ where one place could not be notes.
    const copies = [await native('getStorageItem', key), inPage((storage) => storage.getItem(key)), memory];
    return new Map(copies.flatMap((copy) => parseNotes(copy, clock.now())));
  };
  const change: Notebook['change'] = (sku, next) => {
    const done = last.then(async () => {
      const notes = await all();
      const note = next(notes.get(sku));
      if (note) notes.set(sku, note);
      else notes.delete(sku);
      // Each sku becomes a property of its own, whatever its name.
      const text = JSON.stringify(Object.fromEntries(notes));
      memory = text;
      inPage((storage) => {
        storage.setItem(key, text);
        memory = undefined;
      });
      await native('setStorageItem', key, text);
      // Where the page is full its copy is an old one, which would count more than the host's.
      if (memory && hasNative) inPage((storage) => storage.removeItem(key));
      return note;
    });
    last = done.catch(() => {});
    return done;
  };
  return { all, change };
}

/**
 * Uses the storage of the page; `undefined` where there is none or it refuses. Node may have a `localStorage` too, which is
 * nobody's device: only a page counts.
 */
function inPage<T>(use: (storage: Storage) => T): T | undefined {
  return orIfItThrows(() => use(document && localStorage), undefined);
}
