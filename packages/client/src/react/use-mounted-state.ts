import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * A state for work that may take longer than the component is mounted. Nothing is set while it is unmounted. The last
 * value is shown when it is mounted again, as StrictMode and `<Activity>` do.
 */
export function useMountedState<T extends object | undefined>(
  initial: T,
): readonly [state: T, show: (next: T) => void] {
  const [state, setState] = useState(initial);
  const newest = useRef(initial);
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    setState(newest.current);
    return () => {
      mounted.current = false;
    };
  }, []);
  const show = useCallback((next: T) => {
    newest.current = next;
    if (mounted.current) setState(next);
  }, []);
  return [state, show];
}
