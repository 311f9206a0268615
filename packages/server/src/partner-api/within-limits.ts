import type { Clock } from '@ait-iap/protocol';
import { onAbort } from '../clock/abort-listeners.js';
import { Cancellation } from '../clock/cancellation.js';
import { StopSignal } from '../clock/stop-signal.js';
import { PartnerAbortError } from '../errors/partner-abort-error.js';
import { PartnerClosedError } from '../errors/partner-closed-error.js';
import { PartnerTimeoutError } from '../errors/partner-timeout-error.js';
import type { Closing } from './closing.js';

/** What can end a piece of work early. */
export interface Limits {
  readonly clock: Clock;
  /** The time by which it has to end, in milliseconds since 1970 on the clock. Infinity: no deadline. */
  readonly deadline: number;
  /** The caller's signal. */
  readonly signal: AbortSignal | undefined;
  readonly closing: Closing;
}

/** Why no work within these limits may start any more. `undefined`: it may start. */
export function alreadyOver({ clock, deadline, signal, closing }: Limits): Error | undefined {
  if (closing.closed) return new PartnerClosedError();
  if (signal?.aborted) return new PartnerAbortError({ cause: signal.reason });
  return clock.now() < deadline ? undefined : new PartnerTimeoutError(0);
}

/**
 * Runs one piece of work with a signal that stops at the deadline, when the caller aborts, or when the client is
 * closed. It then rejects with the error that says which, even if the work ignores the signal.
 *
 * It does the same as `inTime`, for three reasons to stop, and without an `AbortController`, which would cost too much
 * on every call.
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
      letSignalGo?.();
      closing.forget(close);
    };
    const stop = (reason: Error) => {
      letGo();
      // First, before the work sees the signal and rejects with its own reason.
      reject(reason);
      ending.stop(reason);
    };
    const giveUp = () => stop(new PartnerAbortError({ cause: signal?.reason }));
    const close = () => stop(new PartnerClosedError());
    const letSignalGo = signal && onAbort(signal, giveUp);
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
