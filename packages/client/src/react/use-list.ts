import { useCallback, useEffect, useState } from 'react';
import type { IapError } from '../errors/iap-error.js';
import { toIapError } from '../errors/to-iap-error.js';

/** The list of a hook. */
export interface ListState<T> {
  /** `loading` until the first answer. While the list is read again, the old items stay. */
  readonly status: 'loading' | 'ready' | 'failed';
  /** The items. Empty until they are loaded. */
  readonly items: readonly T[];
  /** The error of the last reading, if it failed. */
  readonly error: IapError | undefined;
  /** Reads the list again. */
  readonly reload: () => void;
}

/**
 * Reads a list on mount, when `read` changes, and on demand. An answer that comes after unmount or after a newer
 * request is ignored.
 *
 * @param read - must keep its identity while nothing has changed
 */
export function useList<T>(read: (signal: AbortSignal) => Promise<readonly T[]>): ListState<T> {
  const [state, setState] = useState<Omit<ListState<T>, 'reload'>>({
    status: 'loading',
    items: [],
    error: undefined,
  });
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is the demand to read again.
  useEffect(() => {
    const gone = new AbortController();
    read(gone.signal).then(
      (items) => !gone.signal.aborted && setState({ status: 'ready', items, error: undefined }),
      (error: unknown) => {
        if (gone.signal.aborted) return;
        setState(({ items }) => ({ status: 'failed', items, error: toIapError(error, 'read a list') }));
      },
    );
    return () => gone.abort();
  }, [read, asked]);
  const reload = useCallback(() => setAsked((count) => count + 1), []);
  return { ...state, reload };
}
