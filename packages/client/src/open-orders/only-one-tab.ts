/** What holding a name among the tabs of one origin gives. */
export interface TabHold {
  /** Lets go. */
  release(): void;
}

/**
 * Takes a name that only one tab can hold, by Web Locks; the browser lets go of it when the tab dies.
 *
 * @returns `undefined` if another tab holds it
 */
export function holdInThisTab(name: string): Promise<TabHold | undefined> {
  const locks = tabLocks();
  if (!locks) return Promise.resolve({ release() {} });
  return new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) {
          resolve(undefined);
          return undefined;
        }
        return new Promise<void>((release) => {
          resolve({ release: () => release() });
        });
      })
      .catch(reject);
  });
}

/** The name to hold while an order for a product is open, or while one is recovered. */
export function orderLock(sku: string): string {
  return `ait-iap.order.${sku}`;
}

/** Whether other tabs may run the same mini-app without this one knowing: a browser that has no Web Locks. */
export function mayHaveUnseenTabs(): boolean {
  return typeof document !== 'undefined' && !tabLocks();
}

/** Only a page has tabs; Node has Web Locks too, across all that runs in the process. */
function tabLocks(): LockManager | undefined {
  return typeof document === 'undefined' ? undefined : (navigator.locks as LockManager | undefined);
}
