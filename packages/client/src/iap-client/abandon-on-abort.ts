import type { PurchaseRun } from '../purchase/start-purchase.js';

/** Abandons a purchase when a signal is aborted. No listener stays once there is an outcome. */
export function abandonOnAbort(run: PurchaseRun, signal: AbortSignal | undefined): PurchaseRun {
  if (signal?.aborted) run.abandon();
  signal?.addEventListener('abort', run.abandon);
  void run.outcome.then(() => signal?.removeEventListener('abort', run.abandon));
  return run;
}
