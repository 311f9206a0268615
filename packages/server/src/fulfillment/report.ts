import { redactUserKey } from '../errors/redact.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import { errorCodeOf } from '../telemetry/fulfillment-event.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { GrantCallbackError } from './grant-callback-error.js';
import type { PendingGrant, RefusedGrant } from './grant-result.js';

interface Subject {
  readonly orderId: string;
  readonly userKey?: string | undefined;
}

/** Reports a grant, after its commit. */
export function reportGranted<Tx>(
  context: FulfillmentContext<Tx>,
  order: Subject & { readonly sku: string },
): void {
  context.emit?.({ type: 'fulfillment.granted', ...fields(context, order), sku: order.sku });
}

/** Reports a revocation, after its commit. */
export function reportRevoked<Tx>(context: FulfillmentContext<Tx>, order: LedgerOrder): void {
  context.emit?.({ type: 'fulfillment.revoked', ...fields(context, order), sku: order.sku ?? '' });
}

/** Reports a grant that was requested and not given. */
export function reportDenied<Tx>(
  context: FulfillmentContext<Tx>,
  result: PendingGrant | RefusedGrant,
  userKey: string,
): void {
  const { orderId, outcome, reason, status } = result;
  context.emit?.({
    type: 'fulfillment.denied',
    ...fields(context, { orderId, userKey }),
    outcome,
    reason,
    ...(status === undefined ? {} : { status }),
  });
}

/** Reports a failure that is being thrown. */
export function reportFailed<Tx>(context: FulfillmentContext<Tx>, subject: Subject, error: unknown): void {
  context.emit?.({
    type: 'fulfillment.failed',
    ...fields(context, subject),
    errorCode: errorCodeOf(error),
    ...(error instanceof GrantCallbackError ? { callback: error.callback } : {}),
  });
}

function fields<Tx>({ clock }: FulfillmentContext<Tx>, { orderId, userKey }: Subject) {
  return {
    orderId,
    at: clock.now(),
    ...(userKey === undefined ? {} : { userKey: redactUserKey(userKey) }),
  };
}
