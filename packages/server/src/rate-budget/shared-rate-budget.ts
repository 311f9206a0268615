import { type Clock, MAX_RETRY_AFTER_SECONDS } from '@ait-iap/protocol';
import { inTime } from '../clock/in-time.js';
import type { Lane } from './lane.js';
import { LaneQueue } from './lane-queue.js';
import { Pause } from './pause.js';
import type { RateBudget, RateTicket } from './rate-budget.js';
import type { SharedCounter } from './shared-counter.js';
import { SharedTime } from './shared-time.js';
import { WINDOW_MS, windowAllowance, windowAt, windowStart } from './shared-windows.js';

/** The options of a budget that several machines share. */
export interface SharedRateBudgetOptions {
  readonly counter: SharedCounter;
  readonly perMinute: number;
  readonly clock: Clock;
  /** Returns the time that counts for all machines. Without it each machine uses its own clock. */
  readonly tellTime?: (() => Promise<number>) | undefined;
  /** Called when the counter cannot be reached. */
  readonly onError: (error: unknown) => void;
}

/** How many requests a machine takes from a window at once: few, so that every machine gets some. */
const BATCH = 8;
/**
 * How long background calls wait at the start of a window, in milliseconds, so that interactive calls of other machines
 * come first.
 */
const HOLD_BACK_MS = 25;
/** How long the counter may take to answer, in milliseconds: short, because a user is waiting. */
const PATIENCE_MS = 1_000;
/** How long the counter is not asked again after it did not answer, in milliseconds. */
const COUNTER_LOST_MS = 1_000;
/** The longest pause that the platform asks for. A longer one comes from a clock that was wrong. */
const LONGEST_PAUSE_MS = MAX_RETRY_AFTER_SECONDS * 1_000;
// Counted when it is taken. It makes no difference to the sum of a minute in which window the platform counts it.
const TICKET: RateTicket = { done: () => {} };

/** A budget with one counter for any number of machines. */
export class SharedRateBudget implements RateBudget {
  readonly #counter: SharedCounter;
  readonly #perMinute: number;
  readonly #clock: Clock;
  readonly #time: SharedTime;
  readonly #onError: (error: unknown) => void;
  readonly #queue = new LaneQueue();
  readonly #closed = new AbortController();
  #spentWindow = -1;
  #pauseReadIn = -1;
  #pausedUntil = 0;
  readonly #lost = new Pause();
  #pumping = false;
  #nudge = new AbortController();
  #loading: Promise<void> | undefined;

  constructor({ counter, perMinute, clock, tellTime, onError }: SharedRateBudgetOptions) {
    this.#counter = counter;
    this.#perMinute = perMinute;
    this.#clock = clock;
    this.#time = new SharedTime({ clock, tell: tellTime });
    this.#onError = onError;
    this.#loading = counter.load?.();
    // The caller of `take` gets the error.
    this.#loading?.catch(() => {});
  }

  /** Never at once, because the counter is in another process. */
  tryTake(): undefined {
    return undefined;
  }

  /** Keeps rejecting if the package of the counter is not installed, because that does not change at run time. */
  take(lane: Lane, signal?: AbortSignal): Promise<RateTicket> {
    if (this.#loading === undefined) return this.#admit(lane, signal);
    return this.#loading.then(() => {
      this.#loading = undefined;
      return this.#admit(lane, signal);
    });
  }

  #admit(lane: Lane, signal: AbortSignal | undefined): Promise<RateTicket> {
    const admitted = this.#queue.wait(lane, signal);
    // Wakes the loop if it is sleeping because of background calls.
    if (lane === 'interactive') this.#nudge.abort();
    void this.#pump();
    return admitted;
  }

  pause(milliseconds: number): void {
    const now = this.#time.now();
    const until = now + milliseconds;
    if (milliseconds <= this.#pauseLeft(now)) return;
    this.#pausedUntil = until;
    this.#counter.pauseUntil(until).catch(this.#onError);
  }

  expectedWaitMs(lane: Lane): number {
    const now = this.#time.now();
    const window = windowAt(now);
    const nextWindow = this.#spentWindow === window ? windowStart(window + 1) - now : 0;
    return lane === 'interactive' ? nextWindow : Math.max(nextWindow, this.#pauseLeft(now));
  }

  close(): void {
    this.#closed.abort();
    this.#nudge.abort();
  }

  /** Takes from the counter as long as requests wait. Only one loop runs at a time. */
  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (!this.#closed.signal.aborted && this.#waiting() > 0) {
        const wait = await this.#turn().catch((error: unknown) => this.#counterLost(error));
        if (wait > 0) await this.#sleep(wait);
      }
    } finally {
      this.#pumping = false;
    }
  }

  /** Serves as many requests as possible, and returns how long to wait before the next turn, in milliseconds. */
  async #turn(): Promise<number> {
    if (this.#lost.left(this.#clock.now()) > 0) return this.#serveWithoutCounter();
    const agreeing = this.#time.agree();
    if (agreeing !== undefined) await this.#patiently(agreeing);
    const now = this.#time.now();
    const window = windowAt(now);
    const untilNext = windowStart(window + 1) - now;
    if (this.#spentWindow === window) return untilNext;
    const background = await this.#backgroundWait(window, now);
    const count = this.#queue.size('interactive') + (background > 0 ? 0 : this.#queue.size('background'));
    if (count === 0) return background;
    return (await this.#spend(window, Math.min(BATCH, count), background === 0)) ? 0 : untilNext;
  }

  /** How long background calls have to wait, in milliseconds. 0: they may be served. */
  async #backgroundWait(window: number, now: number): Promise<number> {
    if (this.#queue.size('background') === 0) return 0;
    const held = windowStart(window) + HOLD_BACK_MS - now;
    const local = Math.max(held, this.#pauseLeft(now));
    if (local > 0) return local;
    if (this.#pauseReadIn !== window) {
      this.#pauseReadIn = window;
      const told = await this.#patiently(this.#counter.pausedUntil());
      if (told - now > this.#pauseLeft(now)) this.#pausedUntil = told;
    }
    return this.#pauseLeft(this.#time.now());
  }

  /** How long background calls are stopped for, in milliseconds; 0 if they are not. */
  #pauseLeft(now: number): number {
    const left = this.#pausedUntil - now;
    return left <= LONGEST_PAUSE_MS ? Math.max(0, left) : 0;
  }

  /** Takes `count` requests from a window and passes them to the waiting calls. False if the window is used up. */
  async #spend(window: number, count: number, background: boolean): Promise<boolean> {
    const spent = await this.#patiently(this.#counter.spend(window, count));
    const allowed = windowAllowance(window, this.#perMinute);
    const granted = Math.min(count, Math.max(0, allowed - (spent - count)));
    for (let ticket = 0; ticket < granted; ticket += 1) {
      if (this.#queue.admit('interactive', () => TICKET)) continue;
      if (background) this.#queue.admit('background', () => TICKET);
    }
    if (granted === count) return true;
    this.#spentWindow = window;
    return false;
  }

  #counterLost(error: unknown): number {
    this.#onError(error);
    this.#lost.begin(COUNTER_LOST_MS, this.#clock.now());
    return this.#serveWithoutCounter();
  }

  /** Interactive calls do not wait for a database to come back. Background calls do. */
  #serveWithoutCounter(): number {
    while (this.#queue.admit('interactive', () => TICKET));
    return this.#lost.left(this.#clock.now());
  }

  #patiently<Result>(answer: Promise<Result>): Promise<Result> {
    const reason = () => new Error(`The shared rate budget did not answer within ${PATIENCE_MS} ms.`);
    return inTime({ clock: this.#clock, milliseconds: PATIENCE_MS, reason }, () => answer);
  }

  #waiting(): number {
    return this.#queue.size('interactive') + this.#queue.size('background');
  }

  async #sleep(milliseconds: number): Promise<void> {
    this.#nudge = new AbortController();
    if (this.#closed.signal.aborted) return;
    // Checks at least once per window for new requests and for a pause that another machine has set.
    await this.#clock.sleep(Math.min(milliseconds, WINDOW_MS), this.#nudge.signal).catch(() => {});
  }
}
