import { abortReason, throwIfAborted } from './abort-reason.js';

/**
 * Waits for work until it ends or the caller aborts. After an abort the work goes on, but its result is ignored. Starts
 * nothing after an abort, and leaves no listener on the signal.
 *
 * @throws the signal's reason on abort
 */
export async function unlessAborted<T>(start: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return start();
  throwIfAborted(signal);
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(abortReason(signal));
  });
  signal.addEventListener('abort', onAbort);
  try {
    const result = await Promise.race([start(), aborted]);
    // The abort may have come between the answer and this line.
    throwIfAborted(signal);
    return result;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
