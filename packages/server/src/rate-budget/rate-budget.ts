import type { Lane } from './lane.js';

/** The permission to send one request. */
export interface RateTicket {
  /** To be called once when the request has ended, however it ended. */
  done(): void;
}

/**
 * How many requests may be sent, and who goes first. Share one among all clients of a mini-app in a process.
 */
export interface RateBudget {
  /** The permission to send a request now, or `undefined` if it has to be waited for. */
  tryTake(lane: Lane): RateTicket | undefined;
  /**
   * Waits until a request may be sent.
   *
   * @throws the reason of `signal` when it is aborted first; nothing is spent then
   */
  take(lane: Lane, signal?: AbortSignal): Promise<RateTicket>;
  /**
   * The platform said that there were too many requests: the background lane stops for this long, in
   * milliseconds.
   */
  pause(milliseconds: number): void;
  /** About how long a request of this lane would wait now, in milliseconds. */
  expectedWaitMs(lane: Lane): number;
  /** Ends timers. Who waits is let go: the client that closes gives its calls up by their signals. */
  close(): void;
}
