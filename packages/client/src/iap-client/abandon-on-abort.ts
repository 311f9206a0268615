import { IapError } from '../errors/iap-error.js';
import type { PurchaseRun } from '../purchase/start-purchase.js';

/**
 * Looks at the signal of a purchase before anything is opened: who passes the controller could never stop it.
 *
 * @throws IapError `INVALID_ARGUMENT` if it is no signal
 */
export function checkSignal(signal: AbortSignal | null | undefined): void {
  if (!signal || typeof signal.addEventListener === 'function') return;
  throw new IapError('INVALID_ARGUMENT', 'buy', { why: 'that is no signal. Pass controller.signal' });
}

/** Abandons a purchase when a signal is aborted. Leaves no listener after the outcome. */
export function abandonOnAbort(run: PurchaseRun, signal: AbortSignal | null | undefined): PurchaseRun {
  if (signal?.aborted) run.abandon();
  // What is no signal has its own outcome.
  signal?.addEventListener?.('abort', run.abandon);
  void run.outcome.then(() => signal?.removeEventListener?.('abort', run.abandon));
  return run;
}
