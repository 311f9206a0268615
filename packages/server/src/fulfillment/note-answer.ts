import { isIapServerError } from '../errors/iap-server-error.js';
import type { PartnerHttpError } from '../errors/partner-http-error.js';
import { addAsker, takeNextAsker } from '../ledger/askers.js';
import { appendAudit } from '../ledger/audit.js';
import { findOrder } from '../ledger/find-order.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { LedgerQueries } from '../ledger/ledger-store.js';
import { lockOrAddOrder, lockOrder } from '../ledger/lock-order.js';
import { removeOrder, saveOrder } from '../ledger/save-order.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import { answerFromLedger } from './answer-from-ledger.js';
import { type Circumstances, decide, decideUnanswered } from './decide.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { heard, type Question } from './question.js';
import { hasRoomFor } from './unconfirmed-ids.js';

/**
 * Writes a note, and tries once more if that fails, because an order without a note is never checked again. The first
 * try may have run out of time because a clock jumped. If the second try fails too, the original failure says more.
 */
export async function tryTwice(note: () => Promise<unknown>): Promise<void> {
  await note().catch(() => note().catch(() => undefined));
}

/** Stores an answer without acting on it. */
export async function noteAnswer(
  ledger: LedgerQueries,
  question: Question,
  answer: OrderStatusResult,
  circumstances: Circumstances,
): Promise<LedgerOrder> {
  const known = await lockKnown(ledger, question, circumstances.now);
  const { order } = decide(known, heard(question, answer), circumstances);
  await keep(ledger, question, { known, order, now: circumstances.now });
  return order;
}

/** Stores that an order was asked about without learning its status, so that reconciliation asks again. */
export async function noteUnanswered<Tx>(
  { store, clock, checkPlan: plan }: FulfillmentContext<Tx>,
  question: Question,
  error: unknown,
): Promise<void> {
  const now = clock.now();
  const circumstances = { now, plan, load: question.load, answered: isAnswerWithoutStatus(error) };
  await store.transaction(async (ledger) => {
    const known = await lockKnown(ledger, question, now);
    await keep(ledger, question, { known, order: decideUnanswered(known, question, circumstances), now });
  });
}

/**
 * Stores that a user asked for an order that was not even looked up, because the caller left or the ledger did not answer.
 * Does nothing if the ledger alone answers the question. An order that has a next check keeps it, and its count of checks:
 * the platform was not asked, so whoever asks and leaves again and again must not put off the check.
 */
export async function noteNotLookedUp<Tx>(
  context: FulfillmentContext<Tx>,
  question: Question & { readonly userKey: string },
): Promise<void> {
  const { store, clock, checkPlan: plan } = context;
  const now = clock.now();
  await store.transaction(async (ledger) => {
    // First, because what is only added to be locked would be written to disk all the same.
    const isKnown = (await findOrder(ledger, question.orderId)) !== undefined;
    if (!isKnown && !(await hasRoomFor(ledger, question.userKey))) return;
    const known = await lockKnown(ledger, question, now);
    if (answerFromLedger(known, question.userKey, now) !== undefined) return;
    const order = isWatched(known)
      ? known
      : decideUnanswered(known, question, { now, plan, answered: false });
    await keep(ledger, question, { known, order, now });
  });
}

function isWatched({ revision, userKey, nextCheckAt }: LedgerOrder): boolean {
  return revision > 0 && userKey !== undefined && nextCheckAt !== undefined;
}

// A field that the platform does not accept, such as an order id of another form.
const BAD_REQUEST = 400;

/**
 * Whether the platform did answer a question, and only without a status: with a business failure (FAIL), or with HTTP 400. For an id
 * that nobody has confirmed this counts like NOT_FOUND. Everything else that fails says nothing about the order.
 */
export function isAnswerWithoutStatus(error: unknown): boolean {
  if (!isIapServerError(error) || error.retryable) return false;
  if (error.code === 'RESULT_NOT_SUCCESS') return true;
  return error.code === 'HTTP_ERROR' && (error as PartnerHttpError).httpStatus === BAD_REQUEST;
}

/** Locks the order that a question is about, and adds it if it is missing. */
export async function lockKnown(
  ledger: LedgerQueries,
  question: Question,
  now: number,
): Promise<LedgerOrder> {
  const { orderId, givenId, known } = question;
  const locked = known === undefined ? undefined : await lockOrder(ledger, orderId);
  return locked ?? lockOrAddOrder(ledger, { orderId, givenId, now });
}

/** An order before and after an answer. */
export interface Kept {
  readonly known: LedgerOrder;
  readonly order: LedgerOrder;
  readonly now: number;
}

/** Writes an answer that changed only what is known. */
export async function keep(
  ledger: LedgerQueries,
  question: Question,
  { known, order, now }: Kept,
): Promise<void> {
  const { orderId, userKey } = question;
  if (!order.confirmed && userKey !== undefined && order.userKey !== userKey) {
    await addAsker(ledger, orderId, userKey, now);
  }
  if (order === known || (known.revision === 0 && !(await isWorthKeeping(ledger, order)))) return;
  await saveOrder(ledger, await withNextAsker(ledger, question, { known, order, now }));
  if (order.status === known.status || order.status === undefined) return;
  const detail = { from: known.status ?? null, to: order.status };
  await appendAudit(ledger, { orderId, at: now, kind: 'status_changed', detail });
}

/** The first user who named an id may not be the one who paid, so the other users who asked for it get their turn. */
async function withNextAsker(
  ledger: LedgerQueries,
  { orderId, inTurn }: Question,
  { order, now }: Kept,
): Promise<LedgerOrder> {
  if (order.confirmed || inTurn !== true) return order;
  const next = await takeNextAsker(ledger, orderId, { before: order.userKey, now });
  return next === undefined ? order : { ...order, userKey: next };
}

/**
 * An id that only a user has named is stored while there is room. Without room it is removed again, since it was only
 * added to be locked.
 */
async function isWorthKeeping(ledger: LedgerQueries, order: LedgerOrder): Promise<boolean> {
  if (order.confirmed || (await hasRoomFor(ledger, order.userKey))) return true;
  await removeOrder(ledger, order.orderId);
  return false;
}
