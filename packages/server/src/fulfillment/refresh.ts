import type { OrderId } from '@ait-iap/protocol';
import { startTimeLimit } from '../clock/time-limit.js';
import { findOrder } from '../ledger/find-order.js';
import { isForgotten } from '../ledger/forgotten-user.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import type { Lane } from '../rate-budget/lane.js';
import { type Applied, applyAnswer } from './apply-answer.js';
import { askAndApply } from './ask-and-apply.js';
import type { CheckLoad } from './check-plan.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { GrantDeadlineError } from './grant-deadline-error.js';
import { IntentMissingError } from './intent-missing-error.js';
import { isAnswerWithoutStatus, noteUnanswered, tryTwice } from './note-answer.js';
import type { Question } from './question.js';
import { readOrderId } from './read-input.js';
import { reportFailed, reportGranted, reportRevoked } from './report.js';
import { UnknownOrderError } from './unknown-order-error.js';
import { askedUser } from './user-keys.js';

/** Which order to check again. */
export interface RefreshRequest {
  /** The id of the order. */
  readonly orderId: string;
  /**
   * `background`: calls with a waiting user go first, and this call waits as long as they need the rate budget.
   *
   * @defaultValue 'interactive'
   */
  readonly lane?: Lane | undefined;
  /** Cancels the call. Anything that is not committed by then is rolled back. */
  readonly signal?: AbortSignal | undefined;
  /** How much else is due. The next check is planned accordingly. */
  readonly load?: CheckLoad | undefined;
}

/** The result of checking an order again. */
export interface RefreshResult {
  /** The id of the order, in small letters. */
  readonly orderId: OrderId;
  /** `granted`: paid, and granted just now. `revoked`: refunded, and taken back just now. */
  readonly change: 'granted' | 'revoked' | 'none';
  /** The platform's word, raw. */
  readonly status: string;
  /** Whether the order was known before this check, from the platform or from an import. */
  readonly confirmed: boolean;
  /** Whether its user was forgotten: then the platform was asked without a user key, and its answer proves less. */
  readonly forgotten: boolean;
}

/** Checks an order of the ledger again. See `Fulfillment.refresh`. */
export async function refresh<Tx>(
  context: FulfillmentContext<Tx>,
  request: RefreshRequest,
): Promise<RefreshResult> {
  const orderId = readOrderId(request.orderId);
  const known = await context.store.read((ledger) => findOrder(ledger, orderId));
  if (known === undefined) throw new UnknownOrderError();
  const { givenId, userKey } = known;
  const forAnyUser = context.userKeys === 'own';
  const asked = { orderId, givenId, userKey, forAnyUser, known, inTurn: true, load: request.load };
  try {
    const { change, order, answer } = await askAndApply(
      asked,
      () => ask(context, asked, request),
      (question, answer) => applyInTime(context, question, answer, request.signal),
    );
    if (change === 'granted')
      reportGranted(context, { orderId, userKey: order.userKey, sku: order.sku ?? '' });
    if (change === 'revoked') reportRevoked(context, order);
    const forgotten = userKey !== undefined && isForgotten(userKey);
    return { orderId, change, status: answer.status, confirmed: known.confirmed, forgotten };
  } catch (error) {
    reportFailed(context, { orderId, userKey }, error);
    throw error;
  }
}

async function ask<Tx>(
  context: FulfillmentContext<Tx>,
  question: Question,
  { signal, lane = 'interactive' }: RefreshRequest,
): Promise<OrderStatusResult> {
  const { givenId: orderId } = question;
  const userKey = askedUser(context.userKeys, question.userKey);
  try {
    return await context.partner.getOrderStatus({ orderId, userKey, signal, lane });
  } catch (error) {
    // Without a note it would be asked about again whenever its lease ends, for ever. After any other failure that is right.
    if (isAnswerWithoutStatus(error)) await tryTwice(() => noteUnanswered(context, question, error));
    throw error;
  }
}

/** The time limit starts with the answer: a background call may wait for the rate budget as long as necessary. */
async function applyInTime<Tx>(
  context: FulfillmentContext<Tx>,
  question: Question,
  answer: OrderStatusResult,
  signal: AbortSignal | undefined,
): Promise<Applied> {
  const limit = startTimeLimit({
    clock: context.clock,
    milliseconds: context.timeoutMs,
    signal,
    reason: () => new GrantDeadlineError(),
  });
  try {
    return await applyAnswer(context, question, answer, limit);
  } catch (error) {
    if (!(error instanceof IntentMissingError)) throw error;
    return await applyAnswer(context, question, answer, limit, 'no');
  } finally {
    limit.end();
  }
}
