import type { OrderId } from '@ait-iap/protocol';
import { appendAudit } from '../ledger/audit.js';
import { findOrder } from '../ledger/find-order.js';
import { takeGrant } from '../ledger/grant-order.js';
import type { LedgerTransaction, TransactionLimits } from '../ledger/ledger-store.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import { answerFromLedger } from './answer-from-ledger.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { GrantCallbackError } from './grant-callback-error.js';
import type { GrantResult } from './grant-result.js';
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
}

/** Writes the grant: the ledger's row, the application's own writes and the audit row, together or not at all. */
export function commitGrant<Tx>(
  context: FulfillmentContext<Tx>,
  order: VerifiedOrder,
  limits: TransactionLimits & { readonly signal: AbortSignal },
): Promise<GrantResult> {
  return context.store.transaction((ledger) => writeGrant(context, ledger, order, limits.signal), limits);
}

async function writeGrant<Tx>(
  context: FulfillmentContext<Tx>,
  ledger: LedgerTransaction<Tx>,
  order: VerifiedOrder,
  signal: AbortSignal,
): Promise<GrantResult> {
  const { orderId, userKey, sku, answer } = order;
  const now = context.clock.now();
  const determined = answer.statusDeterminedAt?.instant;
  const checked = {
    claimed: true,
    granted: true,
    status: answer.status,
    firstSeenAt: order.firstSeenAt ?? now,
  };
  const taken = await takeGrant(ledger, {
    orderId,
    givenId: order.givenId,
    userKey,
    sku,
    status: answer.status,
    statusDeterminedAt: determined?.getTime() ?? null,
    now,
    nextCheckAt: planNextCheck(context.checkPlan, checked, now),
    delivery: 'granted',
  });
  if (!taken) return answerOfTheFirst(ledger, order);
  const grantedAt = new Date(now);
  try {
    await context.onGrant(ledger.tx, {
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
  await appendAudit(ledger, { orderId, at: now, kind: 'granted', detail: { sku, status: answer.status } });
  return { outcome: 'granted', orderId, sku, grantedAt };
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
