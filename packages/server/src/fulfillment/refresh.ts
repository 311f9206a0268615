import type { OrderId } from '@ait-iap/protocol';
import { startTimeLimit, type TimeLimit } from '../clock/time-limit.js';
import { findOrder } from '../ledger/find-order.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import { ANY_USER } from '../partner-api/any-user.js';
import type { Lane } from '../partner-api/call-options.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import type { CheckLoad } from '../reconciliation/check-plan.js';
import { commitGrant } from './commit-grant.js';
import { commitRevocation } from './commit-revocation.js';
import { decideGrant } from './decide-grant.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { GrantCallbackError } from './grant-callback-error.js';
import { GrantDeadlineError } from './grant-deadline-error.js';
import { IntentMissingError } from './intent-missing-error.js';
import { readOrderId } from './read-input.js';
import { recordAnswer } from './record-answer.js';
import { reportFailed, reportGranted, reportRevoked } from './report.js';
import { UnknownOrderError } from './unknown-order-error.js';

/** Which order is to be asked about again. */
export interface RefreshRequest {
  readonly orderId: string;
  /**
   * `background` leaves the rate budget to calls that a user waits for, and waits for as long as they need it.
   *
   * @defaultValue 'interactive'
   */
  readonly lane?: Lane | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How much else is due: the next check is planned by it. */
  readonly load?: CheckLoad | undefined;
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
  try {
    const answer = await context.partner.getOrderStatus({
      orderId: known.givenId,
      userKey: known.userKey ?? ANY_USER,
      signal: request.signal,
      lane: request.lane ?? 'interactive',
    });
    const change = await applyInTime(context, { known, answer, load: request.load }, request.signal);
    return { orderId, change, status: answer.status };
  } catch (error) {
    reportFailed(context, { orderId, userKey: known.userKey }, error);
    throw error;
  }
}

interface Refreshed {
  readonly known: LedgerOrder;
  readonly answer: OrderStatusResult;
  readonly load: CheckLoad | undefined;
}

/** The limit is for what follows the answer: a background call may wait in the rate budget for as long as it takes. */
async function applyInTime<Tx>(
  context: FulfillmentContext<Tx>,
  refreshed: Refreshed,
  signal: AbortSignal | undefined,
): Promise<RefreshResult['change']> {
  const limit = startTimeLimit({
    clock: context.clock,
    milliseconds: context.timeoutMs,
    signal,
    reason: () => new GrantDeadlineError(),
  });
  try {
    return await apply(context, refreshed, limit);
  } finally {
    limit.end();
  }
}

async function apply<Tx>(
  context: FulfillmentContext<Tx>,
  { known, answer, load }: Refreshed,
  limit: TimeLimit,
): Promise<RefreshResult['change']> {
  const { orderId, givenId, userKey } = known;
  if (answer.status === 'REFUNDED') {
    const revoked = await commitRevocation(context, orderId, answer, limit.signal);
    if (revoked !== undefined) {
      reportRevoked(context, revoked);
      return 'revoked';
    }
  }
  const seen = { orderId, givenId, userKey: userKey ?? null, answer, known, load };
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
    try {
      const result = await commitGrant(context, order, limit);
      if (result.outcome === 'granted') {
        reportGranted(context, order);
        return 'granted';
      }
      return 'none';
    } catch (error) {
      if (error instanceof GrantCallbackError) await recordAnswer(context, { ...seen, failure: error });
      if (!(error instanceof IntentMissingError)) throw error;
    }
  }
  await recordAnswer(context, seen);
  return 'none';
}
