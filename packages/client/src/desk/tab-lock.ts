import type { Clock } from '@ait-iap/protocol';
import { before, LATE } from '../clock/before.js';

/** Releases a name that is held among the tabs of one origin. */
export type Release = () => void;

/** The release function if nothing is held. */
const NOTHING_HELD: Release = () => {};

/** How long a page that is being left may still hold a name, in milliseconds: a reload overlaps with the old page. */
const HANDOVER_MS = 1_000;

/**
 * Takes a name that only one tab can hold, with Web Locks. The browser releases it when the tab dies.
 *
 * @returns a function that releases it; `undefined` if another tab holds it
 */
export async function holdInThisTab(name: string, clock: Clock): Promise<Release | undefined> {
  const locks = tabLocks();
  if (!locks) return NOTHING_HELD;
  const patience = new AbortController();
  const taken = new Promise<Release | undefined>((resolve) => {
    const held = async () =>
      locks.request(
        name,
        { signal: patience.signal },
        () => new Promise<void>((release) => resolve(release)),
      );
    // A page with an opaque origin (a sandboxed frame) has locks but may not use them.
    held().catch(() => resolve(NOTHING_HELD));
  });
  const hold = await before(taken, clock.now() + HANDOVER_MS, clock);
  if (hold !== LATE) return hold;
  patience.abort();
  // In case it was taken in the last moment.
  void taken.then((late) => late?.());
  return undefined;
}

/** The name to hold while an order for a product is open or being recovered. */
export function orderLock(sku: string): string {
  return `ait-iap.order.${sku}`;
}

/** Whether other tabs may run the same mini-app unnoticed: in a browser without Web Locks. */
export function mayHaveUnseenTabs(): boolean {
  return typeof document !== 'undefined' && !tabLocks();
}

/** Only a page has tabs. Node has Web Locks too, but for everything in the process. */
function tabLocks(): LockManager | undefined {
  return typeof document === 'undefined'
    ? undefined
    : (globalThis.navigator?.locks as LockManager | undefined);
}
