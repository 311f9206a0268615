import { useCallback, useEffect, useRef } from 'react';

/**
 * Tells a component's work when the component is unmounted or hidden.
 *
 * @returns a function that returns the signal of the current mount; its identity never changes
 */
export function useLeaving(): () => AbortSignal {
  const mounted = useRef(false);
  const mount = useRef<AbortController | undefined>(undefined);
  useEffect(() => {
    mounted.current = true;
    if (mount.current?.signal.aborted) mount.current = undefined;
    return () => {
      mounted.current = false;
      // Not at once, because StrictMode mounts again immediately, and work of an effect has to go on.
      queueMicrotask(() => mounted.current || controllerOf(mount).abort());
    };
  }, []);
  return useCallback(() => controllerOf(mount).signal, []);
}

/** Created on first use, because an effect of a child may need it before the parent's effect has run. */
function controllerOf(mount: { current: AbortController | undefined }): AbortController {
  mount.current ??= new AbortController();
  return mount.current;
}
