/** Keys with this prefix belong to the sandbox and survive the app. */
export const OWN_PREFIX = 'ait-iap.';

/** The parts of a window that this file uses. */
export interface ReopenedWindow {
  readonly sessionStorage: Pick<Storage, 'key' | 'length' | 'removeItem'>;
  readonly location: Pick<Location, 'reload'>;
}

/**
 * Opens the mini-app like a Toss app after a kill: everything that lives only as long as the WebView (`sessionStorage`,
 * the memory of the page) is gone, and everything on the device is still there.
 */
export function reopen({ sessionStorage, location }: ReopenedWindow): void {
  const names = Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index) ?? '');
  for (const name of names) if (!name.startsWith(OWN_PREFIX)) sessionStorage.removeItem(name);
  location.reload();
}
