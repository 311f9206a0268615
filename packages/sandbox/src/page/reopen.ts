/** What begins with this is the sandbox's own, and outlives the app. */
export const OWN_PREFIX = 'ait-iap.';

/** The parts of a window that are used. */
export interface ReopenedWindow {
  readonly sessionStorage: Pick<Storage, 'key' | 'length' | 'removeItem'>;
  readonly location: Pick<Location, 'reload'>;
}

/**
 * Opens the mini-app as a Toss app does that was killed: what a WebView keeps for as long as it lives (`sessionStorage`, the
 * memory of the page) is gone, what it keeps on the device is there.
 */
export function reopen({ sessionStorage, location }: ReopenedWindow): void {
  const names = Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index) ?? '');
  for (const name of names) if (!name.startsWith(OWN_PREFIX)) sessionStorage.removeItem(name);
  location.reload();
}
