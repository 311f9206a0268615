import type { Clock } from '@ait-iap/protocol';
import { inTime } from '../clock/in-time.js';
import type { Lane } from './lane.js';
import { LaneQueue } from './lane-queue.js';
import type { RateBudget, RateTicket } from './rate-budget.js';
import type { SharedCounter } from './shared-counter.js';
import { WINDOW_MS, windowAllowance, windowAt, windowStart } from './shared-windows.js';

/** What the budget of several machines is made from. */
export interface SharedRateBudgetOptions {
  readonly counter: SharedCounter;
  readonly perMinute: number;
  readonly clock: Clock;
  /** Told when the counter cannot be reached. */
  readonly onError: (error: unknown) => void;
}

/** How many requests are taken from a window at once: few, so that every machine gets some of it. */
const BATCH = 8;
/**
 * How long into a window background calls hold back, so that interactive calls of other machines come first.
 */
const HOLD_BACK_MS = 25;
/** How long the counter gets to answer: a user who waits has better things to wait for. */
const PATIENCE_MS = 1_000;
/** How long the counter is left alone when it did not answer. */
const COUNTER_LOST_MS = 1_000;
// Counted when taken: which window the platform saw it in makes no difference to the sum of any minute.
const TICKET: RateTicket = { done: () => {} };

/** A budget that is spent from one counter by any number of machines. */
export class SharedRateBudget implements RateBudget {
  readonly #counter: SharedCounter;
  readonly #perMinute: number;
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  readonly #queue = new LaneQueue();
  readonly #closed = new AbortController();
  #spentWindow = -1;
  #pauseReadIn = -1;
  #pausedUntil = 0;
  #lostUntil = 0;
  #pumping = false;
  #nudge = new AbortController();
  #loading: Promise<void> | undefined;

  constructor({ counter, perMinute, clock, onError }: SharedRateBudgetOptions) {
    this.#counter = counter;
    this.#perMinute = perMinute;
    this.#clock = clock;
    this.#onError = onError;
    this.#loading = counter.load?.();
    // Who takes hears of it.
    this.#loading?.catch(() => {});
  }

  /** Never at once: the counter is elsewhere. */
  tryTake(): undefined {
    return undefined;
  }

  /** Rejects for ever if what the counter is made of is not there: that is no failure that passes. */
  take(lane: Lane, signal?: AbortSignal): Promise<RateTicket> {
    if (this.#loading === undefined) return this.#admit(lane, signal);
    return this.#loading.then(() => {
      this.#loading = undefined;
      return this.#admit(lane, signal);
    });
  }

  #admit(lane: Lane, signal: AbortSignal | undefined): Promise<RateTicket> {
    const admitted = this.#queue.wait(lane, signal);
    // Whoever sleeps for the sake of background calls looks again.
    if (lane === 'interactive') this.#nudge.abort();
    void this.#pump();
    return admitted;
  }

  pause(milliseconds: number): void {
    const until = this.#clock.now() + milliseconds;
    if (until <= this.#pausedUntil) return;
    this.#pausedUntil = until;
    this.#counter.pauseUntil(until).catch(this.#onError);
  }

  expectedWaitMs(lane: Lane): number {
    const now = this.#clock.now();
    const window = windowAt(now);
    const nextWindow = this.#spentWindow === window ? windowStart(window + 1) - now : 0;
    return lane === 'interactive' ? nextWindow : Math.max(nextWindow, this.#pausedUntil - now);
  }

  close(): void {
    this.#closed.abort();
    this.#nudge.abort();
  }

  /** Takes from the counter for as long as anybody waits; one at a time. */
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

  /** Serves whom it can and says how long to wait before the next turn, in milliseconds. */
  async #turn(): Promise<number> {
    const now = this.#clock.now();
    const window = windowAt(now);
    const untilNext = windowStart(window + 1) - now;
    if (now < this.#lostUntil) return this.#serveWithoutCounter(now);
    if (this.#spentWindow === window) return untilNext;
    const background = await this.#backgroundWait(window, now);
    const count = this.#queue.size('interactive') + (background > 0 ? 0 : this.#queue.size('background'));
    if (count === 0) return background;
    return (await this.#spend(window, Math.min(BATCH, count), background === 0)) ? 0 : untilNext;
  }

  /** How long background calls have to wait; 0 if they may be served. */
  async #backgroundWait(window: number, now: number): Promise<number> {
    if (this.#queue.size('background') === 0) return 0;
    const held = windowStart(window) + HOLD_BACK_MS - now;
    const local = Math.max(held, this.#pausedUntil - now);
    if (local > 0) return local;
    if (this.#pauseReadIn !== window) {
      this.#pauseReadIn = window;
      this.#pausedUntil = Math.max(this.#pausedUntil, await this.#patiently(this.#counter.pausedUntil()));
    }
    return Math.max(0, this.#pausedUntil - this.#clock.now());
  }

  /** Takes `count` requests from a window and hands out what it gave; false if the window is spent. */
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
    const now = this.#clock.now();
    this.#lostUntil = now + COUNTER_LOST_MS;
    return this.#serveWithoutCounter(now);
  }

  /** A user does not wait for a database to come back; background calls do. */
  #serveWithoutCounter(now: number): number {
    while (this.#queue.admit('interactive', () => TICKET));
    return this.#lostUntil - now;
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
    // Looks once a window at least: who came in between, and what another machine has said.
    await this.#clock.sleep(Math.min(milliseconds, WINDOW_MS), this.#nudge.signal).catch(() => {});
  }
}
