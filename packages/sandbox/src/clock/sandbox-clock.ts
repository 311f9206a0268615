import type { Clock } from '@ait-iap/protocol';
import type { DurationInput } from './duration.js';

/**
 * The state of the clock. `rate` is how many sandbox milliseconds pass in a real one: 0 is frozen, 1 is real time,
 * 86,400 turns every second into a day.
 */
export interface ClockState {
  /** Milliseconds since 1970 on the sandbox's clock. */
  readonly now: number;
  /** How many sandbox milliseconds pass in a real one. */
  readonly rate: number;
}

/**
 * The clock of a sandbox. Everything in a sandbox that waits uses it: grant windows, reviews, renewals, late faults. It
 * goes back only when a world starts again.
 */
export interface SandboxClock extends Clock {
  /** Runs `action` once, when the clock has reached `at` (epoch milliseconds). Returns a function that cancels it. */
  at(at: number, action: () => void): () => void;
  /**
   * Moves the clock forward. It stops at every planned moment, so that each thing happens at its own time, and its
   * consequences happen before time goes on.
   * @throws InvalidDurationError for a negative or unreadable duration, or one that ends after the year 9999.
   */
  advance(by: DurationInput): Promise<void>;
  /** Sets the rate from now on, at least 0: 0 freezes, 1 is real time. */
  run(rate: number): void;
  /**
   * Sets the clock to `state`, even to an earlier time, for a world that is reset or replaced. Timers keep their times.
   */
  restart(state: ClockState): void;
  /** Returns the time and the rate of the clock. */
  state(): ClockState;
  /** Called after `advance` and `run`. Returns a function that stops it. */
  subscribe(listener: (state: ClockState) => void): () => void;
  /** Drops every timer and stops the clock for good. */
  close(): void;
}
