import type { Clock } from '@ait-iap/protocol';
import { before, LATE } from '../clock/before.js';
import { confirms, type GrantCallback } from './grant-callback.js';

/** How long a grant callback has, in milliseconds: inside the host's 30 s, with time for the answer to travel. */
export const DEFAULT_GRANT_TIMEOUT_MS = 25_000;

/** What came of running a grant callback. */
export interface Decision {
  readonly granted: boolean;
  /** What it threw, or that it was late; missing where it simply said no. */
  readonly cause?: unknown;
}

/** The grant of one order. */
export interface GrantRun {
  /** Decides within the time limit. May be asked twice: a run that was only late is then waited for, not repeated. */
  decide(): Promise<Decision>;
}

/** What a grant run needs to know of its order. */
export interface OrderToGrant {
  readonly orderId: string;
  readonly sku: string | undefined;
  readonly subscriptionId?: string;
}

/**
 * Prepares the grant of one order.
 *
 * @param timeoutMs - the time limit; longer than the default is cut to it, since the host does not wait longer
 */
export function grantRun(
  grant: GrantCallback,
  order: OrderToGrant,
  clock: Clock,
  timeoutMs: number = DEFAULT_GRANT_TIMEOUT_MS,
): GrantRun {
  let late: Promise<unknown> | undefined;
  return {
    async decide() {
      // What is no number is no limit of its own either.
      const limitMs = Math.min(timeoutMs || DEFAULT_GRANT_TIMEOUT_MS, DEFAULT_GRANT_TIMEOUT_MS);
      const deadline = clock.now() + limitMs;
      if (late) {
        const first = await answerOf(late, deadline, clock);
        // A callback that hangs is not started beside itself.
        if (confirms(first)) return { granted: true };
        if (first === LATE) return { granted: false, cause: tooLate() };
      }
      const stop = new AbortController();
      const running = start(grant, { ...order, deadline, signal: stop.signal });
      try {
        const answer = await before(running, deadline, clock);
        if (answer !== LATE) return { granted: confirms(answer) };
      } catch (cause) {
        return { granted: false, cause };
      }
      late = running;
      const cause = tooLate();
      stop.abort(cause);
      return { granted: false, cause };
    },
  };
}

function tooLate(): Error {
  return new Error('Failed to grant in time. Answer sooner.');
}

/** A callback may throw before it returns a promise. */
async function start(grant: GrantCallback, context: Parameters<GrantCallback>[0]): Promise<unknown> {
  return grant(context);
}

/** What a run that was late has answered by now; nothing if it threw. */
async function answerOf(running: Promise<unknown>, deadline: number, clock: Clock): Promise<unknown> {
  try {
    return await before(running, deadline, clock);
  } catch {
    return undefined;
  }
}
