import { onAbort } from './abort-listeners.js';

/**
 * Settles as `promise` does, or rejects with the signal's reason if that comes first. `promise` itself goes on, and a late
 * rejection of it is not unhandled.
 */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    const letGo = onAbort(signal, abort);
    if (signal.aborted) abort();
    promise.then(
      (value) => {
        letGo();
        resolve(value);
      },
      (error: unknown) => {
        letGo();
        reject(error);
      },
    );
  });
}
