import type { Clock } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import { partnerOptions } from '../options/partner-options.js';
import type { Lane } from './lane.js';
import { LaneQueue } from './lane-queue.js';
import { Pace } from './pace.js';
import { Pause } from './pause.js';
import { readPerMinute } from './per-minute.js';
import type { RateBudget, RateTicket } from './rate-budget.js';
import { SlidingWindow } from './sliding-window.js';

/** Options of {@link memoryRateBudget}. */
export interface MemoryRateBudgetOptions {
  /**
   * Requests a minute, from 1 to 1,000,000.
   *
   * @defaultValue 3000, what the platform allows one mini-app
   */
  readonly perMinute?: number | undefined;
  /** The clock that it uses. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

const MINUTE_MS = 60_000;
/** The share that background calls leave free, so that a user who comes in between does not have to wait. */
const INTERACTIVE_SHARE = 0.005;
/** How much of a minute's background calls may be sent at once to catch up: one second's worth. */
const CATCH_UP_SHARE = 1 / 60;

/**
 * A rate budget in the memory of this process: never more than `perMinute` requests in any minute. Interactive calls go
 * first, and background calls are spread evenly over the minute.
 *
 * @throws PartnerInputError if `perMinute` is out of its range
 */
export function memoryRateBudget(options: MemoryRateBudgetOptions = {}): RateBudget {
  partnerOptions.optionalClock(options.clock);
  return new MemoryRateBudget(readPerMinute(options.perMinute), options.clock ?? systemClock);
}

class MemoryRateBudget implements RateBudget {
  readonly #clock: Clock;
  readonly #queue = new LaneQueue();
  readonly #window: SlidingWindow;
  readonly #pace: Pace;
  readonly #kept: number;
  readonly #pause = new Pause();
  #timer: { readonly at: number; readonly controller: AbortController } | undefined;

  constructor(perMinute: number, clock: Clock) {
    this.#clock = clock;
    this.#window = new SlidingWindow(perMinute, MINUTE_MS);
    this.#pace = new Pace(perMinute / MINUTE_MS, Math.max(1, perMinute * CATCH_UP_SHARE), clock.now());
    this.#kept = Math.floor(perMinute * INTERACTIVE_SHARE);
  }

  tryTake(lane: Lane): RateTicket | undefined {
    const free = this.#queue.size(lane) === 0 && this.expectedWaitMs(lane) === 0;
    return free ? this.#spend(lane) : undefined;
  }

  take(lane: Lane, signal?: AbortSignal): Promise<RateTicket> {
    const admitted = this.#queue.wait(lane, signal);
    this.#serve();
    return admitted;
  }

  pause(milliseconds: number): void {
    this.#pause.begin(milliseconds, this.#clock.now());
  }

  expectedWaitMs(lane: Lane): number {
    const now = this.#clock.now();
    const full = this.#window.free(now) <= (lane === 'interactive' ? 0 : this.#kept);
    const freeAt = full ? (this.#window.nextFreeAt() ?? Number.POSITIVE_INFINITY) : now;
    if (lane === 'interactive') return freeAt - now;
    return Math.max(freeAt - now, this.#pause.left(now), this.#pace.waitMs(now));
  }

  close(): void {
    this.#timer?.controller.abort();
    this.#timer = undefined;
  }

  #spend(lane: Lane): RateTicket {
    this.#window.begin();
    if (lane === 'background') this.#pace.spend();
    let ended = false;
    return {
      done: () => {
        if (ended) return;
        ended = true;
        this.#window.end(this.#clock.now());
        this.#serve();
      },
    };
  }

  /** Admits all requests that may go now, and runs again when the next one may. */
  #serve(): void {
    for (const lane of ['interactive', 'background'] as const) {
      while (this.#queue.size(lane) > 0) {
        const wait = this.expectedWaitMs(lane);
        if (wait > 0) {
          this.#serveAfter(wait);
          break;
        }
        this.#queue.admit(lane, () => this.#spend(lane));
      }
    }
  }

  #serveAfter(milliseconds: number): void {
    // If the window is full of requests in progress, the time is not known. `done` calls this function again.
    if (milliseconds === Number.POSITIVE_INFINITY) return;
    const at = this.#clock.now() + milliseconds;
    if (this.#timer !== undefined && this.#timer.at <= at) return;
    this.close();
    const controller = new AbortController();
    this.#timer = { at, controller };
    this.#clock.sleep(milliseconds, controller.signal).then(
      () => {
        this.#timer = undefined;
        this.#serve();
      },
      () => {},
    );
  }
}
