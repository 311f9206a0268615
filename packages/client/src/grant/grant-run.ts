import type { Clock } from '@ait-iap/protocol';
import { before, LATE } from '../clock/before.js';
import { causeText } from '../errors/cause-text.js';
import { warnDeveloper } from '../errors/warn-developer.js';
import { DEFAULT_GRANT_TIMEOUT_MS, SECOND_DECISION_MS } from '../limits/limits.js';
import { decided } from './decided.js';
import { confirms, type GrantCallback, type GrantDecision } from './grant-callback.js';

/** The result of a grant callback. */
export interface CallbackRun {
  readonly granted: boolean;
  /**
   * What it threw, that it was late, or that its answer is no decision, now or the time before; `undefined` where it simply
   * said no.
   */
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
  timeoutMs?: number,
): GrantRun {
  // Anything but a number means the default.
  const limitMs = Math.min(timeoutMs || DEFAULT_GRANT_TIMEOUT_MS, DEFAULT_GRANT_TIMEOUT_MS);
  let end: number | undefined;
  let running: Promise<GrantDecision> | undefined;
  let cause: unknown;
  return async () => {
    const now = clock.now();
    end ??= now + limitMs + SECOND_DECISION_MS;
    const deadline = now + Math.min(Math.max(end - now, SECOND_DECISION_MS), limitMs);
    let answer: unknown = running && (await before(running, deadline, clock).catch(() => false));
    // A callback that hangs is not started a second time.
    if (answer === LATE || confirms(answer)) return { granted: confirms(answer), cause };
    const stop = new AbortController();
    const context = { ...order, deadline, signal: stop.signal };
    // A callback may throw before it returns a promise.
    running = (async () => decided(await grant(context)))();
    try {
      answer = await before(running, deadline, clock);
      if (answer === LATE) {
        const late = new Error('the grant callback was late');
        stop.abort(late);
        throw late;
      }
    } catch (error) {
      cause = error;
      // An error of the mini-app or its backend. Without this warning its developer would not see it.
      warnDeveloper(`A paid order was not granted: ${causeText(cause)}`);
    }
    return { granted: confirms(answer), cause };
  };
}
