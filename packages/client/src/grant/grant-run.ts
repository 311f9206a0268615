import type { Clock } from '@ait-iap/protocol';
import { before, LATE } from '../clock/before.js';
import { causeText } from '../errors/cause-text.js';
import { warnDeveloper } from '../errors/warn-developer.js';
import { decided } from './decided.js';
import { confirms, type GrantCallback, type GrantContext, type GrantDecision } from './grant-callback.js';

/** How long a grant callback may take, in milliseconds: less than the host's 30 s, so that the answer arrives in time. */
export const DEFAULT_GRANT_TIMEOUT_MS = 25_000;

/** The least time for a second decision, in milliseconds. The user has already waited for the first one. */
const SECOND_DECISION_MS = 5_000;

/** The result of a grant callback. */
export interface CallbackRun {
  readonly granted: boolean;
  /** What it threw, or an error if it was late or its answer is not a decision. Missing if it answered no. */
  readonly cause?: unknown;
}

/**
 * Decides about one order within the time limit. It may be called twice: if the callback was only late, the second call
 * waits for it and does not repeat it. Both calls together take at most the time limit plus five seconds.
 */
export type GrantRun = () => Promise<CallbackRun>;

/** What a grant run needs to know about its order. */
export interface OrderToGrant {
  readonly orderId: string;
  readonly sku: string | undefined;
  readonly subscriptionId?: string;
}

/**
 * Prepares the grant of one order.
 *
 * @param timeoutMs - the time limit in milliseconds; at most the default, because the host does not wait longer
 */
export function grantRun(
  grant: GrantCallback,
  order: OrderToGrant,
  clock: Clock,
  timeoutMs: number = DEFAULT_GRANT_TIMEOUT_MS,
): GrantRun {
  // Anything but a number means the default.
  const limitMs = Math.min(timeoutMs || DEFAULT_GRANT_TIMEOUT_MS, DEFAULT_GRANT_TIMEOUT_MS);
  let end: number | undefined;
  let running: Promise<GrantDecision> | undefined;
  return async () => {
    const now = clock.now();
    end ??= now + limitMs + SECOND_DECISION_MS;
    const deadline = now + Math.min(Math.max(end - now, SECOND_DECISION_MS), limitMs);
    if (running) {
      const first = await before(running, deadline, clock).catch(() => false);
      if (confirms(first)) return { granted: true };
      // A callback that hangs is not started a second time.
      if (first === LATE) return { granted: false, cause: tooLate() };
    }
    const stop = new AbortController();
    running = start(grant, { ...order, deadline, signal: stop.signal });
    try {
      const answer = await before(running, deadline, clock);
      if (answer !== LATE) return { granted: confirms(answer) };
      const late = tooLate();
      stop.abort(late);
      throw late;
    } catch (cause) {
      // An error of the mini-app or its backend. Without this warning its developer would not see it.
      warnDeveloper(
        `A paid order was not granted: ${causeText(cause)}. It stays pending, and is asked for again.`,
      );
      return { granted: false, cause };
    }
  };
}

function tooLate(): Error {
  return new Error('the grant callback did not answer in time');
}

/** A callback may throw synchronously. */
async function start(grant: GrantCallback, context: GrantContext): Promise<GrantDecision> {
  return decided(await grant(context));
}
