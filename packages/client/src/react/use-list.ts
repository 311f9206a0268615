import { useCallback, useEffect, useState } from 'react';
import type { IapError } from '../errors/iap-error.js';
import { toIapError } from '../errors/to-iap-error.js';

/** A list that a hook reads. */
export interface ListState<T> {
  /** `loading` until the first answer; a list that is read again stays as it was until the new one is there. */
  readonly status: 'loading' | 'ready' | 'failed';
  /** The items; empty until there are some. */
  readonly items: readonly T[];
  /** Why the last reading failed. */
  readonly error: IapError | undefined;
  /** Reads the list again. */
  readonly reload: () => void;
}

/**
 * Reads a list on mount, when `read` changes, and on demand. An answer that comes after unmount, or after a newer
 * question, changes nothing.
 *
 * @param read - has to keep its identity while nothing has changed
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
