import type { Clock } from '@ait-iap/protocol';
import { onAbort, quietController } from './abort-listeners.js';
import { Cancellation } from './cancellation.js';

/** A deadline as a signal. */
export interface TimeLimit {
  /** Aborted when the time is up, or with the signal of the caller. */
  readonly signal: AbortSignal;
  /** The milliseconds that are left; zero once the time is up. */
  remaining(): number;
  /**
   * Throws the signal's reason if the time is up. It reads the clock, because timers do not fire while a process is
   * busy, and a late answer must not count as in time because of that.
   */
  check(): void;
  /** Stops the timer. */
  end(): void;
}

/** The options of {@link startTimeLimit}. */
export interface TimeLimitOptions {
  readonly clock: Clock;
  readonly milliseconds: number;
  /** Ends the limit early, with its own reason. @defaultValue none */
  readonly signal?: AbortSignal | undefined;
  /** Creates the abort reason when the time is up. */
  readonly reason: () => Error;
}

/** Starts a time limit. Call `end()` when the work is done, or its timer keeps running. */
export function startTimeLimit({ clock, milliseconds, signal, reason }: TimeLimitOptions): TimeLimit {
  const expiry = quietController();
  const timer = new Cancellation();
  const endsAt = clock.now() + milliseconds;
  const expire = () => {
    if (!expiry.signal.aborted) expiry.abort(reason());
  };
  const follow = () => expiry.abort(signal?.reason);
  const letGo = signal && onAbort(signal, follow);
  if (signal?.aborted) follow();
  clock.sleep(milliseconds, timer).then(expire, () => undefined);
  return {
    signal: expiry.signal,
    remaining: () => Math.max(0, endsAt - clock.now()),
    check: () => {
      if (clock.now() >= endsAt) expire();
      expiry.signal.throwIfAborted();
    },
    end: () => {
      timer.cancel();
      letGo?.();
    },
  };
}
