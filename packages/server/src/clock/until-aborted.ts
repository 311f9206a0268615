// One listener of a signal for all who wait: a grant waits for the same one at four places, and a listener is dear.
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Settles as `promise` does, or rejects with the signal's reason if that comes first. `promise` itself runs
 * on; its late rejection is not unhandled.
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
