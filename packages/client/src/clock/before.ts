import type { Clock } from '@ait-iap/protocol';

/** What {@link before} answers when the time was up first. */
export const LATE: unique symbol = Symbol('late');

/**
 * Waits for `work`, but not past `deadline`, an instant of `clock`.
 *
 * The clock decides and not the timer: while an order sheet is up a page's timers may sleep for half a minute,
 * so a result that arrives after the deadline is late even if the timer that should have said so has not run.
 * Rejects if `work` rejects in time; a rejection that comes late is swallowed. Leaves no timer behind.
 */
export function before<T>(work: Promise<T>, deadline: number, clock: Clock): Promise<T | typeof LATE> {
  return new Promise((resolve, reject) => {
    // As much of an `AbortSignal` as a clock needs: a real one costs a page more than the rest of a call.
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
