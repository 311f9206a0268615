import { useSyncExternalStore } from 'react';
import { isLocale, type Locale, overwriteGetLocale } from '../paraglide/runtime.js';

const STORED = 'ait-iap-console.language';
const listeners = new Set<() => void>();

/** The language that the user chose before, else the one that the server read from `Accept-Language`. */
let current: Locale = [localStorage.getItem(STORED), document.documentElement.lang].find(isLocale) ?? 'ko';

overwriteGetLocale(() => current);
document.documentElement.lang = current;

/** Switches the language of the whole console, at once and for the next visit. */
export function chooseLanguage(language: Locale): void {
  current = language;
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

/** The current language. The component renders again when it changes. */
export function useLanguage(): Locale {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

/** The current language, outside a component. */
export const language = (): Locale => current;
