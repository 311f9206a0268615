import type { Clock } from '@ait-iap/protocol';
import { before, LATE } from '../clock/before.js';
import { causeText } from '../errors/cause-text.js';
import { warnDeveloper } from '../errors/warn-developer.js';
import { decided } from './decided.js';
import { confirms, type GrantCallback, type GrantContext, type GrantDecision } from './grant-callback.js';

/** How long a grant callback has, in milliseconds: inside the host's 30 s, with time for the answer to travel. */
export const DEFAULT_GRANT_TIMEOUT_MS = 25_000;

/** How long a second decision has at least, in milliseconds: the user has waited for the first one. */
const SECOND_DECISION_MS = 5_000;

/** What came of running a grant callback. */
export interface CallbackRun {
  readonly granted: boolean;
  /** What it threw, that it was late, or that its answer is no decision; missing where it simply said no. */
  readonly cause?: unknown;
}

/**
 * Decides over one order within the time limit. May be asked twice: a callback that was only late is then waited for, not
 * repeated. Both together take no longer than the time limit and five seconds.
 */
export type GrantRun = () => Promise<CallbackRun>;

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
  // What is no number is no limit of its own either.
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
      // A callback that hangs is not started beside itself.
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
      // A fault of the mini-app or its backend: without this its developer would see nothing of it.
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

/** A callback may throw before it returns a promise. */
async function start(grant: GrantCallback, context: GrantContext): Promise<GrantDecision> {
  return decided(await grant(context));
}
