import type { Clock } from '@ait-iap/protocol';
import { before, LATE } from '../clock/before.js';
import { HANDOVER_MS } from '../clock/limits.js';

/** Lets go of a product that is held among the tabs of one origin. */
export type Release = () => void;

/**
 * Takes hold of a product for this tab, by Web Locks; the browser lets go of it when the tab dies.
 *
 * @param product - its sku; the id of the order where nobody knows the sku
 * @returns what lets go of it; `undefined` if another tab holds it
 */
export async function holdInThisTab(product: string, clock: Clock): Promise<Release | undefined> {
  const locks = tabLocks();
  // There is nothing to hold.
  if (!locks) return () => {};
  const name = `ait-iap.order.${product}`;
  const patience = new AbortController();
  const taken = new Promise<Release | undefined>((resolve) => {
    const held = async () =>
      locks.request(
        name,
        { signal: patience.signal },
        () => new Promise<void>((release) => resolve(release)),
      );
    // A page with an opaque origin (a sandboxed frame) has locks but may not use them.
    held().catch(() => resolve(() => {}));
  });
  const hold = await before(taken, clock.now() + HANDOVER_MS, clock);
  if (hold !== LATE) return hold;
  patience.abort();
  // In case it was taken in the last moment.
  void taken.then((late) => late?.());
  return undefined;
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
