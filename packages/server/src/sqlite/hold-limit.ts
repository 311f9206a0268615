import type { Clock } from '@ait-iap/protocol';
import { Cancellation } from '../clock/cancellation.js';
import { untilAborted } from '../clock/until-aborted.js';
import { LedgerTimeoutError } from '../ledger/ledger-timeout-error.js';

/** How long one transaction may keep every other writer out, in milliseconds. */
export const DEFAULT_HOLD_MS = 5_000;

/** For how long a transaction may hold the file. */
export interface Hold {
  readonly clock: Clock;
  readonly milliseconds: number;
  /** Ends it sooner. */
  readonly signal: AbortSignal;
}

/**
 * Settles like `work`, or rejects if it takes too long. SQLite has one writer, so one callback that hangs would stop
 * every grant.
 */
export function withinHold<Result>(
  work: Promise<Result>,
  { clock, milliseconds, signal }: Hold,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = new Cancellation();
    const expire = () => reject(new LedgerTimeoutError(heldFor(milliseconds)));
    clock.sleep(milliseconds, timer).then(expire, () => undefined);
    untilAborted(work, signal).then(
      (result) => {
        timer.cancel();
        resolve(result);
      },
      (error: unknown) => {
        timer.cancel();
        reject(error);
      },
    );
  });
}

function heldFor(holdMs: number): string {
  return `the callback kept the file from every other writer for more than ${holdMs / 1_000} s`;
}
