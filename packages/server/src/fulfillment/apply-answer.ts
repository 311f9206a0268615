import type { TimeLimit } from '../clock/time-limit.js';
import { appendAudit } from '../ledger/audit.js';
import { findOrder } from '../ledger/find-order.js';
import { takeGrant, takeGrantWithAudit } from '../ledger/grant-order.js';
import { redeemIntent } from '../ledger/intents.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { LedgerTransaction } from '../ledger/ledger-store.js';
import { blankOrder } from '../ledger/lock-order.js';
import type { OutboxEntry } from '../ledger/outbox.js';
import { saveOrder } from '../ledger/save-order.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import { errorCodeOf } from '../telemetry/fulfillment-event.js';
import { type Circumstances, decide } from './decide.js';
import { attemptDelivery } from './deliver.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { GrantCallbackError } from './grant-callback-error.js';
import { GrantDeadlineError } from './grant-deadline-error.js';
import { grantDetail, grantKind, type HandedOver, handOver, noteChange, takeBack } from './hand-over.js';
import { IntentMissingError } from './intent-missing-error.js';
import { keep, lockKnown, noteAnswer, tryTwice } from './note-answer.js';
import { heard, type Question } from './question.js';

/** The result of an answer. */
export interface Applied {
  readonly change: 'granted' | 'revoked' | 'none';
  /** The answer contradicts another one that came in the meantime: ask again. The order is due at once. */
  readonly askAgain: boolean;
  /** The order as it is now. */
  readonly order: LedgerOrder;
  /** `externalGrant`: the request that the other system has not confirmed yet. */
  readonly promise?: OutboxEntry | undefined;
}

/**
 * Acts on an answer, unless `acting` is `no`. It decides while the order is locked. The order, the application's own
 * writes and the timeline are written together or not at all.
 */
export async function applyAnswer<Tx>(
  context: FulfillmentContext<Tx>,
  question: Question,
  answer: OrderStatusResult,
  limit: TimeLimit,
  acting: 'yes' | 'no' = 'yes',
): Promise<Applied> {
  let callback: 'onGrant' | 'onRevoke' | undefined;
  const onCallback = (running: 'onGrant' | 'onRevoke') => {
    callback = running;
  };
  const work = (ledger: LedgerTransaction<Tx>) =>
    applyIn(context, ledger, { question, answer, limit, acting, onCallback });
  try {
    const limits = { signal: limit.signal, timeoutMs: limit.remaining() };
    const applied = await context.store.transaction(work, limits);
    context.alarm.hear(answer.status);
    return applied.promise === undefined ? applied : await deliverAtOnce(context, applied, limit.signal);
  } catch (error) {
    if (!(error instanceof IntentMissingError)) {
      // If the caller cancels, that says nothing about the callback.
      const givenUp = limit.signal.aborted && !(limit.signal.reason instanceof GrantDeadlineError);
      const failure = { callback: givenUp ? undefined : callback, error };
      await tryTwice(() => noteFailure(context, question, answer, failure));
    }
    throw error;
  }
}

interface Applying {
  readonly question: Question;
  readonly answer: OrderStatusResult;
  readonly limit: TimeLimit;
  readonly acting: 'yes' | 'no';
  readonly onCallback: HandedOver['onCallback'];
}

async function applyIn<Tx>(
  context: FulfillmentContext<Tx>,
  ledger: LedgerTransaction<Tx>,
  applying: Applying,
): Promise<Applied> {
  const { question, answer, limit } = applying;
  const fast = applying.acting === 'yes' ? await grantAtOnce(context, ledger, applying) : undefined;
  if (fast !== undefined) return fast;
  const now = context.clock.now();
  const known = await lockKnown(ledger, question, now);
  const circumstances = {
    ...circumstancesOf(context, question, answer, now),
    ...(applying.acting === 'no' ? { acting: applying.acting } : {}),
  };
  const { todo, order } = decide(known, heard(question, answer), circumstances);
  if (todo === 'ask_again' || todo === 'nothing') {
    await keep(ledger, question, { known, order, now });
    return { change: 'none', askAgain: todo === 'ask_again', order };
  }
  const handed = { order, before: known, now, signal: limit.signal, onCallback: applying.onCallback };
  await saveOrder(ledger, order);
  // An order that was granted before has used its intent then.
  const isFirst = todo === 'grant' && known.delivery === 'none';
  const intentId = isFirst ? await redeem(context, ledger, question, order, now) : undefined;
  await noteChange(context, ledger, todo, { ...handed, intentId });
  // Last, so that the store sees calls that the callback has left unfinished.
  const promise = await (todo === 'grant' ? handOver : takeBack)(context, ledger, handed);
  // The last moment at which a late change can be rolled back. After this line the commit decides.
  limit.check();
  return { change: todo === 'grant' ? 'granted' : 'revoked', askAgain: false, order, promise };
}

/**
 * A first grant in one statement, decided on what was known when the question started. `undefined` if the order was
 * written since then, or if it is not a first grant. Then the order has to be locked and read again.
 */
async function grantAtOnce<Tx>(
  context: FulfillmentContext<Tx>,
  ledger: LedgerTransaction<Tx>,
  { question, answer, limit, onCallback }: Applying,
): Promise<Applied | undefined> {
  const now = context.clock.now();
  const { known, hasIntent } = question;
  if (known !== undefined && known.delivery !== 'none') return undefined;
  const before = known ?? blankOrder(question, now);
  const { todo, order } = decide(
    before,
    heard(question, answer),
    circumstancesOf(context, question, answer, now),
  );
  if (todo !== 'grant') return undefined;
  const grant = { order, expectedRevision: before.revision };
  const external = context.handover.kind === 'external';
  const audit = { kind: grantKind(external, undefined), detail: grantDetail(order, undefined) };
  // The audit row names the intent, so it would have to wait for it. Here there is no intent, and none is needed.
  const withAudit = ledger.grantsWithAudit && hasIntent === false && context.intents === 'optional';
  const taken = await (withAudit ? takeGrantWithAudit(ledger, grant, audit) : takeGrant(ledger, grant));
  if (!taken) return undefined;
  const intentId = withAudit ? undefined : await redeem(context, ledger, question, order, now);
  const handed = { order, before: undefined, now, signal: limit.signal, onCallback };
  if (!withAudit) await noteChange(context, ledger, 'grant', { ...handed, intentId });
  const promise = await handOver(context, ledger, handed);
  // The last moment at which a late grant can be rolled back. After this line the commit decides.
  limit.check();
  return { change: 'granted', askAgain: false, order, promise };
}

/**
 * Ties the order to the user's intent for this product. What counts is that the intent was open when the user paid: our backend or the
 * platform may have been down for longer than an intent lasts.
 */
async function redeem<Tx>(
  context: FulfillmentContext<Tx>,
  ledger: LedgerTransaction<Tx>,
  { hasIntent }: Question,
  { userKey, sku, orderId, firstSeenAt, statusDeterminedAt }: LedgerOrder,
  now: number,
): Promise<string | undefined> {
  if (userKey === undefined || sku === undefined) return undefined;
  const paidAt = Math.min(now, firstSeenAt.getTime(), statusDeterminedAt?.getTime() ?? now);
  const intentId =
    hasIntent === false ? undefined : await redeemIntent(ledger, { userKey, sku, orderId, now, paidAt });
  if (intentId === undefined && context.intents === 'required') throw new IntentMissingError();
  return intentId;
}

/** After a rollback: stores the platform's answer, and that a callback failed. */
async function noteFailure<Tx>(
  context: FulfillmentContext<Tx>,
  question: Question,
  answer: OrderStatusResult,
  { callback, error }: { readonly callback: 'onGrant' | 'onRevoke' | undefined; readonly error: unknown },
): Promise<void> {
  const now = context.clock.now();
  await context.store.transaction(async (ledger) => {
    const acting = callback === undefined ? 'no' : 'failed';
    const noted = await noteAnswer(ledger, question, answer, {
      ...circumstancesOf(context, question, answer, now),
      acting,
    });
    if (callback === undefined) return;
    const cause = error instanceof GrantCallbackError ? (error.cause ?? error) : error;
    const detail = { callback, error: errorCodeOf(cause), attempt: noted.failures };
    await appendAudit(ledger, { orderId: question.orderId, at: now, kind: 'callback_failed', detail });
  });
}

/** Makes the first call to the other system. If it does not confirm, the outbox tries again. */
async function deliverAtOnce<Tx>(
  context: FulfillmentContext<Tx>,
  applied: Applied,
  signal: AbortSignal,
): Promise<Applied> {
  const { promise } = applied;
  const { handover } = context;
  if (promise === undefined || handover.kind !== 'external') return applied;
  const outcome = await attemptDelivery(context, handover.external, promise, signal);
  if (outcome === 'failed') return applied;
  if (outcome === 'acknowledged' || applied.change !== 'granted') return { ...applied, promise: undefined };
  // During the call the order was refunded, or another attempt was confirmed. The ledger says which.
  const order = await context.store.read((ledger) => findOrder(ledger, applied.order.orderId));
  return { change: 'none', askAgain: false, order: order ?? applied.order };
}

function circumstancesOf<Tx>(
  context: FulfillmentContext<Tx>,
  { expectedSku, load }: Question,
  answer: OrderStatusResult,
  now: number,
): Circumstances {
  // The caller's sku is only compared. If it replaced a missing one, a user could pay for the cheapest product and name
  // the most expensive one.
  const other = answer.isGrantable && expectedSku !== undefined && expectedSku !== answer.sku;
  return {
    now,
    plan: context.checkPlan,
    load,
    external: context.handover.kind === 'external',
    inDoubt: context.alarm.reason !== undefined,
    acting: other ? 'no' : 'yes',
  };
}
