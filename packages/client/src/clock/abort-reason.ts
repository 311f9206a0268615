/**
 * Why a signal was aborted. The WebViews of Chrome before 98 and Safari before 15.4, and React Native, do not keep the
 * reason; React Native has no `DOMException` either.
 */
export function abortReason({ reason }: AbortSignal): unknown {
  return reason === undefined ? Object.assign(new Error('Aborted'), { name: 'AbortError' }) : reason;
}

/** Throws the reason of an aborted signal. The signal's own method exists only since Chrome 100 and Safari 15.4. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortReason(signal);
}
