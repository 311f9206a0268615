import type { Clock } from '@ait-iap/protocol';
import { before, LATE } from '../clock/before.js';
import { HANDOVER_MS } from '../limits/limits.js';

/** Lets go of a product that is held among the tabs of one origin. */
export type Release = () => void;

/**
 * Takes hold of a product for this tab, by Web Locks; the browser lets go of it when the tab dies.
 *
 * @param product - its sku; the id of the order where nobody knows the sku
 * @returns what lets go of it; `undefined` if another tab holds it
 */
export async function holdInThisTab(product: string, clock: Clock): Promise<Release | undefined> {
  const name = `ait-iap.order.${product}`;
  const patience = new AbortController();
  const { signal } = patience;
  const taken = new Promise<Release>((resolve, reject) => {
    const take = (letGo: Release) => {
      const release = () => {
        letGo();
        patience.abort();
      };
      resolve(release);
      // A page that is left may be kept in the back/forward cache. There older WebKit lets it hold its locks (WebKit bug
      // 283528), and the next page would wait for it.
      globalThis.addEventListener?.('pagehide', release, { signal });
    };
    (tabLocks() as LockManager).request(name, { signal }, () => new Promise<void>(take)).catch(reject);
    // There is nothing to hold: no locks, or a page with an opaque origin (a sandboxed frame), which may not use them.
  }).catch((): Release => () => {});
  const hold = await before(taken, clock.now() + HANDOVER_MS, clock);
  if (hold !== LATE) return hold;
  patience.abort();
  // In case it was taken in the last moment.
  void taken.then((late) => late());
  return undefined;
}

/** Whether other tabs may run the same mini-app unnoticed: in a browser without Web Locks. */
export function mayHaveUnseenTabs(): boolean {
  return !!globalThis.document && !tabLocks();
}

/** Only a page has tabs. Node has Web Locks too, but for everything in the process. */
function tabLocks(): LockManager | undefined {
  return globalThis.document && globalThis.navigator?.locks;
}
