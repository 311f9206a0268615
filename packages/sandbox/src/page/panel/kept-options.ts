/** What a person has set in the panel, by the names of the attributes that it takes the place of. */
export type KeptOptions = Partial<Record<(typeof NAMES)[number], string>>;

/** What can be set there. */
const NAMES = ['userKey', 'platform', 'environment', 'appVersion', 'payment'] as const;

/** Of this tab alone, so that two tabs can be two phones. */
const KEY = 'ait-iap.sandbox-page';

/** The part of a window that is used. */
export interface KeepingWindow {
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

/** What was set in this tab; nothing where a page may not store anything. */
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

/** Sets it for this tab, until it is forgotten. */
export function keepForTab(window: KeepingWindow, options: KeptOptions): void {
  window.sessionStorage.setItem(KEY, JSON.stringify({ ...readKept(window), ...options }));
}

/** The tag of the page decides again. */
export function forgetKept(window: KeepingWindow): void {
  window.sessionStorage.removeItem(KEY);
}

function isName(name: string): boolean {
  return (NAMES as readonly string[]).includes(name);
}
