import { isIapServerError } from '../errors/iap-server-error.js';
import { ask } from './ask.js';
import { checkQuestion } from './check-question.js';
import type { OrderStatusResult } from './order-status-result.js';
import type { WaitForOrderRequest } from './partner-client.js';
import type { PartnerContext } from './partner-context.js';
import { waitDelay } from './wait-delay.js';
import { withinLimits } from './within-limits.js';

/** How long to wait for an order by default: as long as the mini-app's grant callback may take. */
export const DEFAULT_WAIT_MS = 25_000;
/** How long NOT_FOUND may be a lag after a checkout, in milliseconds. The later docs say "seconds". */
const NOT_FOUND_LAG_MS = 10_000;

/** Asks repeatedly until the order can be granted, is final, or turns out not to exist. */
export async function waitForOrder(
  context: PartnerContext,
  request: WaitForOrderRequest,
): Promise<OrderStatusResult> {
  checkQuestion(request);
  const { orderId, userKey, ...options } = request;
  const { clock, closing, random } = context;
  const startedAt = clock.now();
  const deadline = options.deadline ?? startedAt + DEFAULT_WAIT_MS;
  let last: OrderStatusResult | undefined;
  for (;;) {
    let failure: unknown;
    try {
      last = await ask(context, { orderId, userKey }, { ...options, deadline });
      if (isWorthTelling(last, clock.now() - startedAt)) return last;
    } catch (error) {
      if (!isPassing(error)) throw error;
      failure = error;
    }
    const now = clock.now();
    const delay = waitDelay(now - startedAt, random);
    if (now + delay >= deadline) {
      if (last !== undefined) return last;
      throw failure;
    }
    const { signal } = options;
    await withinLimits({ clock, closing, signal, deadline }, (ended) => clock.sleep(delay, ended));
  }
}

function isWorthTelling(result: OrderStatusResult, waitedMs: number): boolean {
  // The platform answers FAILED until the grant is confirmed, also for a paid order.
  if (result.isGrantable || (result.isFinal && result.status !== 'FAILED')) return true;
  return result.status === 'NOT_FOUND' && waitedMs >= NOT_FOUND_LAG_MS;
}

function isPassing(error: unknown): boolean {
  return isIapServerError(error) && error.retryable && error.code !== 'ABORTED';
}
