import type { Clock } from '@ait-iap/protocol';
import { Cancellation } from '../clock/cancellation.js';
import { LedgerTimeoutError } from '../ledger/ledger-timeout-error.js';

/** How long one transaction may keep every other writer out, in milliseconds. */
export const DEFAULT_HOLD_MS = 5_000;

/**
 * Settles as `work` does, or rejects when it has held the file for too long: SQLite has one writer, so one callback that
 * hangs would stop every grant.
 */
export function withinHold<Result>(work: Promise<Result>, clock: Clock, holdMs: number): Promise<Result> {
  const timer = new Cancellation();
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new LedgerTimeoutError(heldFor(holdMs)));
    clock.sleep(holdMs, timer).then(giveUp, () => undefined);
    work.then(resolve, reject).finally(() => timer.cancel());
  });
}

function heldFor(holdMs: number): string {
  return `the callback kept the file from every other writer for more than ${holdMs / 1_000} s`;
}
