import type { Clock } from '@ait-iap/protocol';
import type { DurationInput } from './duration.js';

/**
 * How the clock goes. `rate` is how many sandbox milliseconds pass in a real one: 0 is frozen, 1 is real time,
 * 86,400 makes a day of every second.
 */
export interface ClockState {
  readonly now: number;
  readonly rate: number;
}

/**
 * The time of a sandbox. Everything in it that waits, waits on this clock: grant windows, reviews, renewals, faults
 * that are late. It goes backwards only when
 * a world begins anew.
 */
export interface SandboxClock extends Clock {
  /** Runs `action` once, when the clock has reached `at` (epoch milliseconds). Returns what cancels it. */
  at(at: number, action: () => void): () => void;
  /**
   * Moves the clock forward, stopping at every moment at which something is planned, so that it happens at its own
   * time and what it causes is carried out before time goes on.
   * @throws InvalidDurationError for a negative or unreadable duration, or one that ends after the year 9999.
   */
  advance(by: DurationInput): Promise<void>;
  /** Sets the rate from now on, at least 0: 0 freezes, 1 is real time. */
  run(rate: number): void;
  /**
   * Begins anew at `state`, also backwards: for a world that is reset or replaced. Timers stay planned for their time.
   */
  restart(state: ClockState): void;
  state(): ClockState;
  /** Told after `advance` and `run`. Returns what ends it. */
  subscribe(listener: (state: ClockState) => void): () => void;
  /** Drops every timer; the clock stands still for good. */
  close(): void;
}
