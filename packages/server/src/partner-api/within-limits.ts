import type { Clock } from '@ait-iap/protocol';
import { Cancellation } from '../clock/cancellation.js';
import { PartnerAbortError } from '../errors/partner-abort-error.js';
import { PartnerClosedError } from '../errors/partner-closed-error.js';
import { PartnerTimeoutError } from '../errors/partner-timeout-error.js';

/** What can end a piece of work early. */
export interface Limits {
  readonly clock: Clock;
  /** The instant at which it has to be over, on the clock; Infinity for none. */
  readonly deadline: number;
  /** The caller's signal. */
  readonly signal: AbortSignal | undefined;
  /** Aborted when the client is closed. */
  readonly closed: AbortSignal;
}

/**
 * Runs one piece of work with a signal that is aborted by the deadline, by the caller, or by the client's
 * end; rejects then with the error that says which, even if the work itself does not listen.
 *
 * @throws PartnerTimeoutError, PartnerAbortError or PartnerClosedError; otherwise whatever the work throws
 */
export async function withinLimits<Result>(
  { clock, deadline, signal, closed }: Limits,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (closed.aborted) throw new PartnerClosedError();
  if (signal?.aborted) throw new PartnerAbortError({ cause: signal.reason });
  const left = deadline - clock.now();
  if (left <= 0) throw new PartnerTimeoutError(0);

  const controller = new AbortController();
  const timer = new Cancellation();
  const giveUp = () => controller.abort(new PartnerAbortError({ cause: signal?.reason }));
  const end = () => controller.abort(new PartnerClosedError());
  signal?.addEventListener('abort', giveUp);
  closed.addEventListener('abort', end);
  if (left !== Number.POSITIVE_INFINITY) {
    clock.sleep(left, timer).then(
      () => controller.abort(new PartnerTimeoutError(left)),
      () => {},
    );
  }
  try {
    return await orAborted(work(controller.signal), controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    signal?.removeEventListener('abort', giveUp);
    closed.removeEventListener('abort', end);
    timer.cancel();
  }
}

function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
