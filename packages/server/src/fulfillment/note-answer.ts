import { addAsker, takeNextAsker } from '../ledger/askers.js';
import { appendAudit } from '../ledger/audit.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { LedgerQueries } from '../ledger/ledger-store.js';
import { lockOrAddOrder, lockOrder } from '../ledger/lock-order.js';
import { removeOrder, saveOrder } from '../ledger/save-order.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import { type Circumstances, decide, decideUnanswered } from './decide.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { heard, type Question } from './question.js';
import { hasRoomFor } from './unconfirmed-ids.js';

/**
 * Writes a note, and once more if that fails: about what nobody has noted, nobody asks. The first try may have waited for another
 * writer by a clock that jumped meanwhile. Where the second one fails too, the failure that led here says more.
 */
export async function tryTwice(note: () => Promise<unknown>): Promise<void> {
  await note().catch(() => note().catch(() => undefined));
}

/** Keeps an answer and acts on nothing. */
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

/** Keeps that an order was asked about and no answer came, so that reconciliation asks again. */
export async function noteUnanswered<Tx>(
  { store, clock, checkPlan: plan }: FulfillmentContext<Tx>,
  question: Question,
): Promise<void> {
  const now = clock.now();
  await store.transaction(async (ledger) => {
    const known = await lockKnown(ledger, question, now);
    await keep(ledger, question, { known, order: decideUnanswered(known, question, { now, plan }), now });
  });
}

/** Locks the order that a question is about, and adds it where it is missing. */
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

/** Writes what was kept of an answer that changed nothing but what is known. */
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

/** The first user who named an id may not be the one who paid: whoever else has asked is asked for in turn. */
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
 * An id that only a user has named is kept while there is room; beyond that it is as if nobody had asked. It was added to be
 * locked, so it is taken out again.
 */
async function isWorthKeeping(ledger: LedgerQueries, order: LedgerOrder): Promise<boolean> {
  if (order.confirmed || (await hasRoomFor(ledger, order.userKey))) return true;
  await removeOrder(ledger, order.orderId);
  return false;
}
