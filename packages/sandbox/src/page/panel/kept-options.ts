/** The settings from the panel, under the names of the attributes that they override. */
export type KeptOptions = Partial<Record<(typeof NAMES)[number], string>>;

/** The names of the settings. */
const NAMES = ['userKey', 'platform', 'environment', 'appVersion', 'payment'] as const;

/** Only for this tab, so that two tabs can be two phones. */
const KEY = 'ait-iap.sandbox-page';

/** The part of a window that this file uses. */
export interface KeepingWindow {
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

/** Reads the settings of this tab. Empty if the page may not store anything. */
export function readKept(window: KeepingWindow): KeptOptions {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(KEY) ?? '{}');
    const known = Object.entries(kept ?? {}).filter(
      ([name, value]) => isName(name) && typeof value === 'string',
    );
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}

/** Saves a setting for this tab, until it is cleared. */
export function keepForTab(window: KeepingWindow, options: KeptOptions): void {
  window.sessionStorage.setItem(KEY, JSON.stringify({ ...readKept(window), ...options }));
}

/** Clears the settings, so that the tag of the page decides again. */
export function forgetKept(window: KeepingWindow): void {
  window.sessionStorage.removeItem(KEY);
}

function isName(name: string): boolean {
  return (NAMES as readonly string[]).includes(name);
}
