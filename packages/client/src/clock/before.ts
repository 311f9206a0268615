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
export async function before<T>(work: Promise<T>, deadline: number, clock: Clock): Promise<T | typeof LATE> {
  const done = new AbortController();
  const late = (): typeof LATE => LATE;
  const alarm = clock.sleep(deadline - clock.now(), done.signal).then(late, late);
  const inTime = work.then(
    (value): T | typeof LATE => (clock.now() < deadline ? value : LATE),
    (error: unknown): typeof LATE => {
      if (clock.now() < deadline) throw error;
      return LATE;
    },
  );
  try {
    return await Promise.race([inTime, alarm]);
  } finally {
    // With a reason of its own, or the platform makes an exception with a stack for each call.
    done.abort(LATE);
  }
}
