import type { OrderId } from '@ait-iap/protocol';
import { appendAudit } from '../ledger/audit.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { LedgerTransaction } from '../ledger/ledger-store.js';
import { addToOutbox, cancelGrantInOutbox } from '../ledger/outbox.js';
import { takeRevocation } from '../ledger/revoke-order.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import type { OnRevoke } from './callbacks.js';
import { attemptDelivery, firstAttempt } from './deliver.js';
import { DELIVERY_LEASE_MS } from './external-grant.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { GrantCallbackError } from './grant-callback-error.js';

/**
 * Notes a refund and takes the product back: `onRevoke` in the same transaction, or a promise to the other system, kept at
 * once where that works.
 *
 * @returns the order, or `undefined` if there was nothing to take back
 */
export async function commitRevocation<Tx>(
  context: FulfillmentContext<Tx>,
  orderId: OrderId,
  answer: OrderStatusResult,
  signal: AbortSignal,
): Promise<LedgerOrder | undefined> {
  const { handover, store } = context;
  const determined = answer.statusDeterminedAt?.instant;
  const external = handover.kind === 'external';
  const revoked = await store.transaction(
    async (ledger) => {
      const now = context.clock.now();
      const order = await takeRevocation(ledger, {
        orderId,
        statusDeterminedAt: determined?.getTime() ?? null,
        now,
        from: external ? ['granted', 'delivering'] : ['granted'],
        to: external ? 'revoking' : 'revoked',
      });
      if (order === undefined) return undefined;
      if (handover.kind === 'external') await promiseWithdrawal(ledger, orderId, now);
      else await runOnRevoke(handover.onRevoke, ledger, order, { now, determined, signal });
      const kind = external ? 'withdrawal_promised' : 'revoked';
      await appendAudit(ledger, { orderId, at: now, kind, detail: { sku: order.sku } });
      return order;
    },
    { signal },
  );
  if (revoked !== undefined && handover.kind === 'external') {
    await attemptDelivery(context, handover.external, firstAttempt(orderId, 'revoke'), signal);
  }
  return revoked;
}

async function promiseWithdrawal<Tx>(
  ledger: LedgerTransaction<Tx>,
  orderId: OrderId,
  now: number,
): Promise<void> {
  await cancelGrantInOutbox(ledger, orderId);
  await addToOutbox(ledger, firstAttempt(orderId, 'revoke'), { now, leaseUntil: now + DELIVERY_LEASE_MS });
}

interface RevocationFacts {
  readonly now: number;
  readonly determined: Date | undefined;
  readonly signal: AbortSignal;
}

async function runOnRevoke<Tx>(
  onRevoke: OnRevoke<Tx>,
  ledger: LedgerTransaction<Tx>,
  { orderId, userKey, sku, grantedAt }: LedgerOrder,
  { now, determined, signal }: RevocationFacts,
): Promise<void> {
  // A granted row has all three: they are written with the grant, and an import without them is refused.
  if (userKey === undefined || sku === undefined || grantedAt === undefined) return;
  try {
    await onRevoke(ledger.tx, {
      orderId,
      userKey,
      sku,
      grantedAt,
      revokedAt: new Date(now),
      ...(determined === undefined ? {} : { statusDeterminedAt: determined }),
      signal,
    });
  } catch (cause) {
    throw new GrantCallbackError('onRevoke', cause);
  }
}
