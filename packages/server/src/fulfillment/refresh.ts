import type { OrderId } from '@ait-iap/protocol';
import { startTimeLimit } from '../clock/time-limit.js';
import { appendAudit } from '../ledger/audit.js';
import { findOrder } from '../ledger/find-order.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import { takeRevocation } from '../ledger/revoke-order.js';
import { ANY_USER } from '../partner-api/any-user.js';
import type { Lane } from '../partner-api/call-options.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import { commitGrant } from './commit-grant.js';
import { decideGrant } from './decide-grant.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { GrantCallbackError } from './grant-callback-error.js';
import { GrantDeadlineError } from './grant-deadline-error.js';
import { readOrderId } from './read-input.js';
import { recordAnswer } from './record-answer.js';
import { UnknownOrderError } from './unknown-order-error.js';

/** Which order is to be asked about again. */
export interface RefreshRequest {
  readonly orderId: string;
  /**
   * `background` leaves the rate budget to calls that a user waits for.
   *
   * @defaultValue 'interactive'
   */
  readonly lane?: Lane | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What asking again changed. */
export interface RefreshResult {
  readonly orderId: OrderId;
  /** `granted`: paid, and handed over just now. `revoked`: refunded, and taken back just now. */
  readonly change: 'granted' | 'revoked' | 'none';
  /** The platform's word, raw. */
  readonly status: string;
}

/** Asks about an order of the ledger again; see `Fulfillment.refresh`. */
export async function refresh<Tx>(
  context: FulfillmentContext<Tx>,
  request: RefreshRequest,
): Promise<RefreshResult> {
  const orderId = readOrderId(request.orderId);
  const known = await context.store.read((ledger) => findOrder(ledger, orderId));
  if (known === undefined) throw new UnknownOrderError();
  const limit = startTimeLimit({
    clock: context.clock,
    milliseconds: context.timeoutMs,
    signal: request.signal,
    reason: () => new GrantDeadlineError(),
  });
  try {
    const answer = await context.partner.getOrderStatus({
      orderId: known.givenId,
      userKey: known.userKey ?? ANY_USER,
      signal: limit.signal,
      lane: request.lane ?? 'interactive',
    });
    const change = await apply(context, known, answer, limit.signal);
    return { orderId, change, status: answer.status };
  } finally {
    limit.end();
  }
}

async function apply<Tx>(
  context: FulfillmentContext<Tx>,
  known: LedgerOrder,
  answer: OrderStatusResult,
  signal: AbortSignal,
): Promise<RefreshResult['change']> {
  const { orderId, givenId, userKey } = known;
  if (answer.status === 'REFUNDED' && (await revoke(context, orderId, answer, signal))) return 'revoked';
  const decision = decideGrant(answer, undefined);
  if (decision.kind === 'grant' && known.delivery === 'none' && userKey !== undefined) {
    const order = {
      orderId,
      givenId,
      userKey,
      sku: decision.sku,
      answer,
      firstSeenAt: known.firstSeenAt.getTime(),
    };
    const result = await commitGrant(context, order, { signal });
    if (result.outcome === 'granted') return 'granted';
    if (result.outcome === 'already_granted') return 'none';
  }
  await recordAnswer(context, { orderId, givenId, userKey: userKey ?? null, answer, known });
  return 'none';
}

/** Notes the refund and runs `onRevoke`, in one transaction. False if there was nothing to take back. */
function revoke<Tx>(
  context: FulfillmentContext<Tx>,
  orderId: OrderId,
  answer: OrderStatusResult,
  signal: AbortSignal,
): Promise<boolean> {
  return context.store.transaction(
    async (ledger) => {
      const now = context.clock.now();
      const determined = answer.statusDeterminedAt?.instant;
      const order = await takeRevocation(ledger, {
        orderId,
        statusDeterminedAt: determined?.getTime() ?? null,
        now,
        from: ['granted'],
        to: 'revoked',
      });
      if (order?.userKey === undefined || order.sku === undefined || order.grantedAt === undefined)
        return false;
      const { userKey, sku, grantedAt } = order;
      try {
        await context.onRevoke(ledger.tx, {
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
      await appendAudit(ledger, { orderId, at: now, kind: 'revoked', detail: { sku } });
      return true;
    },
    { signal },
  );
}
