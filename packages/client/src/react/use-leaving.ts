import { useCallback, useEffect, useRef } from 'react';

/**
 * Tells work of a component when it goes or is hidden.
 *
 * @returns what gives the signal of the mount of now; it has its identity for ever
 */
export function useLeaving(): () => AbortSignal {
  const mounted = useRef(false);
  const mount = useRef<AbortController | undefined>(undefined);
  useEffect(() => {
    mounted.current = true;
    if (mount.current?.signal.aborted) mount.current = undefined;
    return () => {
      mounted.current = false;
      // Not at once: StrictMode mounts again in the same breath, and what an effect has begun goes on.
      queueMicrotask(() => mounted.current || controllerOf(mount).abort());
    };
  }, []);
  return useCallback(() => controllerOf(mount).signal, []);
}

/** Made when it is first asked for: an effect of a child may ask before the one above has run. */
function controllerOf(mount: { current: AbortController | undefined }): AbortController {
  mount.current ??= new AbortController();
  return mount.current;
}
