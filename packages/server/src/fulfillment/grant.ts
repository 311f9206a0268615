import { startTimeLimit, type TimeLimit } from '../clock/time-limit.js';
import { untilAborted } from '../clock/until-aborted.js';
import { redactUserKey } from '../errors/redact.js';
import { appendAudit, wasNotedSince } from '../ledger/audit.js';
import { type FirstLook, lookAtOrder } from '../ledger/find-order.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import type { GetOrderStatusRequest } from '../partner-api/partner-client.js';
import { answerFromLedger } from './answer-from-ledger.js';
import { applyAnswer } from './apply-answer.js';
import { askAndApply } from './ask-and-apply.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { GrantCallbackError } from './grant-callback-error.js';
import { GrantDeadlineError } from './grant-deadline-error.js';
import type { GrantResult, RefusedGrant } from './grant-result.js';
import { IntentMissingError } from './intent-missing-error.js';
import { noteNotLookedUp, noteUnanswered, tryTwice } from './note-answer.js';
import { FAILED_WINDOW_MS } from './plan-next-check.js';
import type { Question } from './question.js';
import { readOrderId, readSku, readUserKey } from './read-input.js';
import { reportDenied, reportFailed, reportGranted } from './report.js';
import { toGrantResult } from './to-grant-result.js';
import { askedUser } from './user-keys.js';

/** Which order to grant to whom. */
export interface GrantRequest {
  /** The order id as the mini-app got it from the Toss app. */
  readonly orderId: string;
  /** The signed-in user from your backend's own sign-in. Never take it from the request body. */
  readonly userKey: string;
  /** The product that the caller expects. It is only compared with the platform's answer. */
  readonly sku?: string | undefined;
  /**
   * The time after which the caller no longer waits, in milliseconds since 1970 on the fulfilment's clock. With it, an
   * order that is not ready yet is checked again until then. Without it, it is checked once.
   */
  readonly deadline?: number | undefined;
  /**
   * Cancels the call. Anything that is not committed by then is rolled back. The order is not forgotten: reconciliation
   * checks it.
   */
  readonly signal?: AbortSignal | undefined;
}

// The last part of the time is kept for the transaction. An answer that can no longer be written is worth nothing.
const COMMIT_SHARE = 0.1;
const COMMIT_RESERVE_MS = 2_000;

const DENIAL_NOTED_EVERY_MS = 60_000;

/** Verifies an order and grants it once. See `Fulfillment.grant`. */
export async function grant<Tx>(
  context: FulfillmentContext<Tx>,
  request: GrantRequest,
): Promise<GrantResult> {
  const orderId = readOrderId(request.orderId);
  const userKey = readUserKey(request.userKey);
  const expectedSku = request.sku === undefined ? undefined : readSku(request.sku);
  const waits = request.deadline !== undefined;
  const question = { orderId, givenId: request.orderId, userKey, expectedSku, waits };
  try {
    const result = await grantInTime(context, question, request);
    if (result.outcome === 'granted') reportGranted(context, { ...result, userKey });
    if (result.outcome === 'pending' || result.outcome === 'refused') reportDenied(context, result, userKey);
    return result;
  } catch (error) {
    reportFailed(context, { orderId, userKey }, error);
    throw error;
  }
}

/** A question whose user is known, before the ledger is read. */
type GrantQuestion = Pick<Question, 'orderId' | 'givenId' | 'expectedSku'> & {
  readonly userKey: string;
  /** Whether to ask again about an order that is not ready yet. */
  readonly waits: boolean;
};

async function grantInTime<Tx>(
  context: FulfillmentContext<Tx>,
  question: GrantQuestion,
  { deadline = Number.POSITIVE_INFINITY, signal }: GrantRequest,
): Promise<GrantResult> {
  const limit = startTimeLimit({
    clock: context.clock,
    milliseconds: Math.min(context.timeoutMs, deadline - context.clock.now()),
    signal,
    reason: () => new GrantDeadlineError(),
  });
  try {
    const result = await untilAborted(verifyAndGrant(context, question, limit), limit.signal);
    // If the commit was in time and this line is not, the caller no longer waits. The next call answers
    // `already_granted`.
    limit.check();
    return result;
  } catch (error) {
    if (limit.signal.reason instanceof GrantDeadlineError && !(error instanceof GrantCallbackError)) {
      return { outcome: 'pending', orderId: question.orderId, reason: 'DEADLINE' };
    }
    throw error;
  } finally {
    limit.end();
  }
}

async function verifyAndGrant<Tx>(
  context: FulfillmentContext<Tx>,
  asked: GrantQuestion,
  limit: TimeLimit,
): Promise<GrantResult> {
  const { orderId, givenId, userKey, expectedSku, waits } = asked;
  const now = context.clock.now();
  const { order: known, hasIntent, unconfirmed: open } = await lookUp(context, asked, limit);
  const remembered = answerFromLedger(known, userKey, now);
  if (remembered?.outcome === 'refused') await recordDenial(context, remembered, userKey);
  if (remembered !== undefined) return remembered;

  const named = { userKey, known, open, now };
  const admission = context.unconfirmed.admit(named);
  if (admission === 'refuse') return { outcome: 'pending', orderId, reason: 'TOO_MANY_UNCONFIRMED' };

  const question = {
    orderId,
    givenId,
    userKey,
    forAnyUser: context.userKeys === 'own',
    expectedSku,
    known,
    hasIntent,
  };
  const waitsFirst = waits && admission === 'wait' && mayChangeSoon(known, now);
  let status: string | undefined;
  try {
    const applied = await context.unconfirmed.asking(named, () =>
      askAndApply(
        question,
        (attempt) => ask(context, question, limit, attempt === 1 && waitsFirst),
        (current, answer) => {
          status = answer.status;
          return applyAnswer(context, current, answer, limit);
        },
      ),
    );
    return toGrantResult(applied, { userKey, expectedSku, now: context.clock.now() });
  } catch (error) {
    if (error instanceof GrantCallbackError && error.callback === 'onRevoke') {
      // Refunded in the meantime. Reconciliation takes it back; the order is already due.
      reportFailed(context, { orderId, userKey }, error);
      return { outcome: 'refused', orderId, reason: 'REFUNDED', status: 'REFUNDED' };
    }
    if (!(error instanceof IntentMissingError)) throw error;
    return { outcome: 'refused', orderId, reason: 'NO_INTENT', ...(status === undefined ? {} : { status }) };
  }
}

/** Reads what the ledger knows. If it cannot, the order is noted: whoever leaves early has asked all the same. */
async function lookUp<Tx>(
  context: FulfillmentContext<Tx>,
  question: GrantQuestion,
  limit: TimeLimit,
): Promise<FirstLook> {
  const { orderId, userKey } = question;
  try {
    limit.check();
    return await context.store.read((ledger) => lookAtOrder(ledger, orderId, userKey), {
      signal: limit.signal,
    });
  } catch (error) {
    // As many at once as are asked about: whoever leaves at once must not cost more than who waits.
    const named = { userKey, known: undefined, open: 0, now: context.clock.now() };
    if (context.unconfirmed.admit(named) === 'refuse') throw error;
    // If even that fails, the error that is thrown says more.
    await context.unconfirmed.asking(named, () => tryTwice(() => noteNotLookedUp(context, question)));
    throw error;
  }
}

/** Waits on FAILED only while it may still become paid. */
function mayChangeSoon(known: LedgerOrder | undefined, now: number): boolean {
  return known?.status !== 'FAILED' || now - known.firstSeenAt.getTime() < FAILED_WINDOW_MS;
}

async function ask<Tx>(
  context: FulfillmentContext<Tx>,
  question: Question & { readonly userKey: string },
  limit: TimeLimit,
  waits: boolean,
): Promise<OrderStatusResult> {
  const { givenId: orderId, userKey } = question;
  const request: GetOrderStatusRequest = {
    orderId,
    userKey: askedUser(context.userKeys, userKey),
    signal: limit.signal,
    lane: 'interactive',
  };
  try {
    if (!waits) return await context.partner.getOrderStatus(request);
    const left = limit.remaining();
    const deadline = context.clock.now() + left - Math.min(COMMIT_RESERVE_MS, left * COMMIT_SHARE);
    return await context.partner.waitForOrder({ ...request, deadline });
  } catch (error) {
    // If even that fails, the error that is thrown says more.
    await tryTwice(() => noteUnanswered(context, question, error));
    throw error;
  }
}

/** Writes that a user was refused because of what the ledger knows. */
async function recordDenial<Tx>(
  { store, clock }: FulfillmentContext<Tx>,
  { orderId, reason }: RefusedGrant,
  userKey: string,
): Promise<void> {
  const detail = { reason, userKey: redactUserKey(userKey) };
  const at = clock.now();
  await store.transaction(async (ledger) => {
    // One row in a while is enough: a user who asks a thousand times must not write a thousand rows.
    if (await wasNotedSince(ledger, { orderId, kind: 'denied', since: at - DENIAL_NOTED_EVERY_MS })) return;
    await appendAudit(ledger, { orderId, at, kind: 'denied', detail });
  });
}
