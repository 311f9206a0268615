import type { OrderId } from '@ait-iap/protocol';
import type { TimeLimit } from '../clock/time-limit.js';
import { appendAudit } from '../ledger/audit.js';
import { findOrder } from '../ledger/find-order.js';
import { type OrderToGrant, takeGrant, takeGrantWithAudit } from '../ledger/grant-order.js';
import { redeemIntent } from '../ledger/intents.js';
import type { LedgerTransaction } from '../ledger/ledger-store.js';
import { addToOutbox } from '../ledger/outbox.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import { answerFromLedger } from './answer-from-ledger.js';
import { attemptDelivery, firstAttempt } from './deliver.js';
import { DELIVERY_LEASE_MS } from './external-grant.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { GrantCallbackError } from './grant-callback-error.js';
import type { GrantResult } from './grant-result.js';
import { IntentMissingError } from './intent-missing-error.js';
import { planNextCheck } from './plan-next-check.js';

/** A paid order whose user, product and status were checked. */
export interface VerifiedOrder {
  readonly orderId: OrderId;
  readonly givenId: string;
  readonly userKey: string;
  readonly sku: string;
  readonly answer: OrderStatusResult;
  /** When the ledger first heard of the order, in milliseconds since 1970; without it: now. */
  readonly firstSeenAt?: number | undefined;
  /** Whether the user had an intent that no order had redeemed; without it: look. */
  readonly hasIntent?: boolean | undefined;
}

/** Writes the grant: the ledger's row, the application's own writes and the audit row, together or not at all. */
export async function commitGrant<Tx>(
  context: FulfillmentContext<Tx>,
  order: VerifiedOrder,
  limit: TimeLimit,
): Promise<GrantResult> {
  const { handover, store } = context;
  const limits = { signal: limit.signal, timeoutMs: limit.remaining() };
  const written = await store.transaction((ledger) => writeGrant(context, ledger, order, limit), limits);
  if (handover.kind === 'transaction' || written.outcome !== 'granted') return written;
  const entry = firstAttempt(order.orderId, 'grant');
  const outcome = await attemptDelivery(context, handover.external, entry, limit.signal);
  if (outcome === 'confirmed') return written;
  return { outcome: 'pending', orderId: order.orderId, reason: 'DELIVERY_UNCONFIRMED' };
}

async function writeGrant<Tx>(
  context: FulfillmentContext<Tx>,
  ledger: LedgerTransaction<Tx>,
  order: VerifiedOrder,
  limit: TimeLimit,
): Promise<GrantResult> {
  const { orderId, sku, answer } = order;
  const now = context.clock.now();
  const external = context.handover.kind === 'external';
  const firstSeenAt = order.firstSeenAt ?? now;
  const checked = { claimed: true, granted: true, status: answer.status, firstSeenAt };
  const row: OrderToGrant = {
    orderId,
    givenId: order.givenId,
    userKey: order.userKey,
    sku,
    status: answer.status,
    statusDeterminedAt: answer.statusDeterminedAt?.instant?.getTime() ?? null,
    now,
    nextCheckAt: planNextCheck(context.checkPlan, checked, now),
    delivery: external ? 'delivering' : 'granted',
  };
  const audit = { kind: external ? 'promised' : 'granted', detail: { sku, status: answer.status } } as const;
  // An intent goes into the audit row, so that row has to wait for it.
  const atOnce = ledger.grantsWithAudit && order.hasIntent === false && context.intents === 'optional';
  const taken = await (atOnce ? takeGrantWithAudit(ledger, row, audit) : takeGrant(ledger, row));
  if (!taken) return answerOfTheFirst(ledger, order);
  const intentId = await redeem(context, ledger, order, now);
  const grantedAt = new Date(now);
  await handOver(context, ledger, order, { grantedAt, signal: limit.signal });
  if (!atOnce) {
    const detail = intentId === undefined ? audit.detail : { ...audit.detail, intentId };
    await appendAudit(ledger, { orderId, at: now, kind: audit.kind, detail });
  }
  // The last moment at which a late grant can still be taken back; from here on the commit decides.
  limit.check();
  return { outcome: 'granted', orderId, sku, grantedAt };
}

/** The application's own writes, or the promise to another system. */
async function handOver<Tx>(
  { handover }: FulfillmentContext<Tx>,
  ledger: LedgerTransaction<Tx>,
  { orderId, userKey, sku, answer }: VerifiedOrder,
  { grantedAt, signal }: { readonly grantedAt: Date; readonly signal: AbortSignal },
): Promise<void> {
  const now = grantedAt.getTime();
  if (handover.kind === 'external') {
    await addToOutbox(ledger, firstAttempt(orderId, 'grant'), { now, leaseUntil: now + DELIVERY_LEASE_MS });
    return;
  }
  const determined = answer.statusDeterminedAt?.instant;
  try {
    await handover.onGrant(ledger.tx, {
      orderId,
      userKey,
      sku,
      status: answer.status,
      ...(determined === undefined ? {} : { statusDeterminedAt: determined }),
      grantedAt,
      signal,
    });
  } catch (cause) {
    throw new GrantCallbackError('onGrant', cause);
  }
}

/** Ties the order to the user's intent for this product. */
async function redeem<Tx>(
  context: FulfillmentContext<Tx>,
  ledger: LedgerTransaction<Tx>,
  { userKey, sku, orderId, hasIntent }: VerifiedOrder,
  now: number,
): Promise<string | undefined> {
  const intentId =
    hasIntent === false ? undefined : await redeemIntent(ledger, { userKey, sku, orderId, now });
  if (intentId === undefined && context.intents === 'required') throw new IntentMissingError();
  return intentId;
}

/** Somebody was faster: the row that kept us out says what to answer. */
async function answerOfTheFirst<Tx>(
  ledger: LedgerTransaction<Tx>,
  { orderId, userKey }: VerifiedOrder,
): Promise<GrantResult> {
  const first = answerFromLedger(await findOrder(ledger, orderId), userKey);
  // The row is there, or the grant would have been taken; so this is a row in a state of a newer version.
  return first ?? { outcome: 'pending', orderId, reason: 'UNKNOWN_STATUS' };
}
