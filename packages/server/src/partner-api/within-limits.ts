import type { Clock } from '@ait-iap/protocol';
import { Cancellation } from '../clock/cancellation.js';
import { StopSignal } from '../clock/stop-signal.js';
import { PartnerAbortError } from '../errors/partner-abort-error.js';
import { PartnerClosedError } from '../errors/partner-closed-error.js';
import { PartnerTimeoutError } from '../errors/partner-timeout-error.js';
import type { Closing } from './closing.js';

/** What can end a piece of work early. */
export interface Limits {
  readonly clock: Clock;
  /** The instant at which it has to be over, on the clock; Infinity for none. */
  readonly deadline: number;
  /** The caller's signal. */
  readonly signal: AbortSignal | undefined;
  readonly closing: Closing;
}

/** Why work within these limits is not to be begun any more; `undefined` if it may be. */
export function alreadyOver({ clock, deadline, signal, closing }: Limits): Error | undefined {
  if (closing.closed) return new PartnerClosedError();
  if (signal?.aborted) return new PartnerAbortError({ cause: signal.reason });
  return clock.now() < deadline ? undefined : new PartnerTimeoutError(0);
}

/**
 * Runs one piece of work with a signal that is stopped by the deadline, by the caller, or by the client's
 * end; rejects then with the error that says which, even if the work itself does not listen.
 *
 * It is `inTime` for three ends, and for the one path where each call pays for its wait: without an `AbortController`.
 *
 * @throws PartnerTimeoutError, PartnerAbortError or PartnerClosedError; otherwise whatever the work throws
 */
export function withinLimits<Result>(
  limits: Limits,
  work: (signal: StopSignal) => Promise<Result>,
): Promise<Result> {
  const over = alreadyOver(limits);
  if (over !== undefined) return Promise.reject(over);
  const { clock, deadline, signal, closing } = limits;
  return new Promise((resolve, reject) => {
    const left = deadline - clock.now();
    const ending = new StopSignal();
    const timer = new Cancellation();
    const letGo = () => {
      timer.cancel();
      signal?.removeEventListener('abort', giveUp);
      closing.forget(close);
    };
    const stop = (reason: Error) => {
      letGo();
      // Before the work hears of it and rejects with a reason of its own.
      reject(reason);
      ending.stop(reason);
    };
    const giveUp = () => stop(new PartnerAbortError({ cause: signal?.reason }));
    const close = () => stop(new PartnerClosedError());
    signal?.addEventListener('abort', giveUp);
    closing.tell(close);
    if (left !== Number.POSITIVE_INFINITY) {
      clock.sleep(left, timer).then(
        () => stop(new PartnerTimeoutError(left)),
        () => {},
      );
    }
    work(ending).then(
      (result) => {
        letGo();
        resolve(result);
      },
      (error: unknown) => {
        letGo();
        reject(error);
      },
    );
  });
}
