import { useSyncExternalStore } from 'react';
import { day, endOfDay } from '../language/korean-time.js';

const STORED = 'ait-iap-console.promotion-end';
const listeners = new Set<() => void>();

/** The last Korean day of the fee promotion as `2025-10-31`; it is the reader's own note, the sandbox charges nobody. */
export function choosePromotionEnd(iso: string): void {
  if (iso === '') localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, iso);
  for (const listener of listeners) listener();
}

/** When the promotion ends, if one was noted. */
export function usePromotionEnd():
  | { readonly iso: string; readonly day: string; readonly at: number }
  | undefined {
  const iso = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(STORED),
  );
  if (iso === null) return undefined;
  const at = endOfDay(iso);
  return { iso, day: day(at), at };
}
