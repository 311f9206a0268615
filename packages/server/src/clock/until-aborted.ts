// One listener per signal for all waiters: a grant waits on the same signal in four places, and a listener is
// expensive.
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Settles like `promise`, or rejects with the signal's reason if that comes first. `promise` itself goes on, and a late
 * rejection of it is not unhandled.
 */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    const listeners = listenersOf(signal);
    if (signal.aborted) abort();
    else listeners.add(abort);
    promise.then(
      (value) => {
        listeners.delete(abort);
        resolve(value);
      },
      (error: unknown) => {
        listeners.delete(abort);
        reject(error);
      },
    );
  });
}

function listenersOf(signal: AbortSignal): Set<() => void> {
  const known = waiting.get(signal);
  if (known !== undefined) return known;
  const listeners = new Set<() => void>();
  waiting.set(signal, listeners);
  const tellAll = () => {
    for (const listener of listeners) listener();
  };
  signal.addEventListener('abort', tellAll, { once: true });
  return listeners;
}
