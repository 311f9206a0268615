import { InvalidClockError } from '../errors/invalid-clock-error.js';
import { InvalidDurationError } from '../errors/invalid-duration-error.js';
import { toMilliseconds } from './duration.js';
import { END_OF_TIME } from './end-of-time.js';
import { machineTime, type RealTime } from './real-time.js';
import type { ClockState, SandboxClock } from './sandbox-clock.js';
import { sleepOn } from './sleep-on.js';
import { TimerQueue } from './timer-queue.js';

/** The default start of a sandbox: Thursday 2026-01-01, 09:00 in Korea. */
export const DEFAULT_START = Date.UTC(2026, 0, 1);

/** Options of {@link createSandboxClock}. */
export interface SandboxClockOptions {
  /**
   * The first time of the clock: epoch milliseconds or an ISO 8601 instant. @defaultValue {@link DEFAULT_START}; with
   * `rate` 1 the machine's time
   */
  readonly startAt?: number | string | undefined;
  /** How many sandbox milliseconds pass in a real one: see `ClockState`. @defaultValue 0, frozen */
  readonly rate?: number | undefined;
  /** The machine's time. Only a test of the clock itself replaces it. */
  readonly real?: RealTime | undefined;
}

/**
 * Creates a clock that tests move and servers let run.
 *
 * @throws InvalidClockError for a negative or infinite rate, or a start that is not an instant.
 * @example
 * const clock = createSandboxClock();
 * await clock.advance('40 days');
 */
export function createSandboxClock(options: SandboxClockOptions = {}): SandboxClock {
  return new DrivenClock(options);
}

class DrivenClock implements SandboxClock {
  readonly #timers = new TimerQueue();
  readonly #listeners = new Set<(state: ClockState) => void>();
  readonly #real: RealTime;
  #base: number;
  #realBase: number;
  #rate: number;
  #cancelWakeUp: (() => void) | undefined;
  #moves: Promise<void> = Promise.resolve();

  constructor(options: SandboxClockOptions) {
    this.#real = options.real ?? machineTime;
    this.#rate = checkedRate(options.rate ?? 0);
    this.#realBase = this.#real.now();
    const start = options.startAt ?? (this.#rate === 1 ? this.#realBase : DEFAULT_START);
    this.#base = checkedInstant(typeof start === 'string' ? Date.parse(start) : start);
  }

  now(): number {
    if (this.#rate === 0) return this.#base;
    const now = Math.floor(this.#base + (this.#real.now() - this.#realBase) * this.#rate);
    return Math.min(Math.max(this.#base, now), END_OF_TIME);
  }

  at(at: number, action: () => void): () => void {
    const timer = this.#timers.add(at, action);
    this.#planWakeUp();
    return () => this.#timers.cancel(timer);
  }

  sleep(milliseconds: number, signal?: Parameters<SandboxClock['sleep']>[1]): Promise<void> {
    return sleepOn(this, milliseconds, signal);
  }

  /** Two calls at the same time run one after the other, each to its end. */
  advance(by: Parameters<SandboxClock['advance']>[0]): Promise<void> {
    const milliseconds = toMilliseconds(by);
    if (this.now() + milliseconds > END_OF_TIME)
      throw new InvalidDurationError(by, 'it ends after the year 9999');
    this.#moves = this.#moves.then(() => this.#move(Math.min(this.now() + milliseconds, END_OF_TIME)));
    return this.#moves;
  }

  run(rate: number): void {
    const now = this.now();
    this.#rate = checkedRate(rate);
    this.#set(now);
    this.#tell();
  }

  restart({ now, rate }: ClockState): void {
    this.#rate = checkedRate(rate);
    this.#set(checkedInstant(now));
  }

  state(): ClockState {
    return { now: this.now(), rate: this.#rate };
  }

  subscribe(listener: (state: ClockState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#rate = 0;
    this.#timers.clear();
    this.#cancelWakeUp?.();
  }

  async #move(target: number): Promise<void> {
    await this.#real.turn();
    for (
      let next = this.#timers.peek();
      next !== undefined && next.at <= target;
      next = this.#timers.peek()
    ) {
      this.#set(Math.max(next.at, this.now()));
      this.#fireDue();
      await this.#real.turn();
    }
    this.#set(Math.max(target, this.now()));
    this.#tell();
  }

  #fireDue(): void {
    const now = this.now();
    for (let next = this.#timers.peek(); next !== undefined && next.at <= now; next = this.#timers.peek()) {
      this.#timers.take()?.();
    }
  }

  #set(now: number): void {
    this.#base = now;
    this.#realBase = this.#real.now();
    this.#planWakeUp();
  }

  #planWakeUp(): void {
    this.#cancelWakeUp?.();
    this.#cancelWakeUp = undefined;
    const next = this.#rate === 0 ? undefined : this.#timers.peek();
    if (next === undefined) return;
    this.#cancelWakeUp = this.#real.after((next.at - this.now()) / this.#rate, () => {
      this.#fireDue();
      this.#planWakeUp();
    });
  }

  #tell(): void {
    const state = this.state();
    for (const listener of this.#listeners) listener(state);
  }
}

function checkedRate(rate: number): number {
  if (!Number.isFinite(rate) || rate < 0) throw new InvalidClockError('rate');
  return rate;
}

function checkedInstant(instant: number): number {
  if (!Number.isFinite(instant)) throw new InvalidClockError('startAt');
  return instant;
}
