import type { Lane } from './lane.js';

/** The permission to send one request. */
export interface RateTicket {
  /** Call it once when the request has ended, with or without success. */
  done(): void;
}

/** Limits the number of requests and decides which goes first. Share one among all clients of a mini-app in a process. */
export interface RateBudget {
  /** Returns the permission to send a request now. `undefined`: the request has to wait. */
  tryTake(lane: Lane): RateTicket | undefined;
  /**
   * Waits until a request may be sent.
   *
   * @throws the reason of `signal` if it is aborted first; then nothing is used up
   */
  take(lane: Lane, signal?: AbortSignal): Promise<RateTicket>;
  /**
   * Call it when the platform said that there were too many requests. The background lane then stops for this long, in
   * milliseconds.
   */
  pause(milliseconds: number): void;
  /** About how long a request of this lane would have to wait now, in milliseconds. */
  expectedWaitMs(lane: Lane): number;
  /** Stops the timers. Waiting requests are dropped: a client that closes aborts its calls by their signals. */
  close(): void;
}
