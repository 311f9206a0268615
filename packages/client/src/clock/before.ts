import type { Clock } from '@ait-iap/protocol';

/** The result of {@link before} if the time was up first. */
export const LATE: unique symbol = Symbol('late');

/**
 * Waits for `work`, but only until `deadline`, in milliseconds since 1970 on `clock`.
 *
 * The clock decides, not the timer: while an order sheet is open, a page's timers may sleep for half a minute. So a
 * result after the deadline is late even if the timer has not fired. Rejects if `work` rejects in time. A late
 * rejection is ignored. Leaves no timer behind.
 */
export function before<T>(work: Promise<T>, deadline: number, clock: Clock): Promise<T | typeof LATE> {
  return new Promise((resolve, reject) => {
    // The part of an `AbortSignal` that a clock needs. A real one costs a page more than the rest of a call.
    let ring: (() => void) | undefined;
    const done = {
      aborted: false,
      reason: LATE,
      addEventListener(_: 'abort', listener: () => void) {
        ring = listener;
      },
      removeEventListener() {},
    };
    const isLate = () => {
      done.aborted = true;
      ring?.();
      return clock.now() >= deadline;
    };
    work.then(
      (value) => resolve(isLate() ? LATE : value),
      (error: unknown) => (isLate() ? resolve(LATE) : reject(error)),
    );
    clock.sleep(deadline - clock.now(), done).then(
      () => resolve(LATE),
      () => {},
    );
  });
}
