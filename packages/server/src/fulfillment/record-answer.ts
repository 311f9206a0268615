import type { OrderId } from '@ait-iap/protocol';
import { redactUserKey } from '../errors/redact.js';
import { appendAudit } from '../ledger/audit.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import { recordObservation } from '../ledger/observe-order.js';
import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import type { CheckLoad } from '../reconciliation/check-plan.js';
import { errorCodeOf } from '../telemetry/fulfillment-event.js';
import { provesOwner } from './decide-grant.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { GrantCallbackError } from './grant-callback-error.js';
import type { RefusedGrant } from './grant-result.js';
import { planNextCheck } from './plan-next-check.js';

/** An answer that grants nothing, and what was known before it. */
export interface UngrantedAnswer {
  readonly orderId: OrderId;
  /** The spelling to ask the platform with. */
  readonly givenId: string;
  /** The user who was asked for; null if the question named none. */
  readonly userKey: string | null;
  /** The product the caller named. It counts for nothing before the platform confirms it. */
  readonly expectedSku?: string | undefined;
  /** Missing when the platform could not be asked. */
  readonly answer?: OrderStatusResult | undefined;
  readonly known?: LedgerOrder | undefined;
  /** Why a paid order was not granted. */
  readonly failure?: unknown;
  readonly load?: CheckLoad | undefined;
}

/** Keeps an answer that granted nothing, so that reconciliation asks again and the support desk can see it. */
export async function recordAnswer<Tx>(
  context: FulfillmentContext<Tx>,
  seen: UngrantedAnswer,
): Promise<void> {
  const { orderId, userKey, answer, known } = seen;
  const now = context.clock.now();
  const status = answer?.status ?? null;
  const claimed = userKey !== null && answer !== undefined && provesOwner(answer);
  const checked = {
    claimed: claimed || known?.claimed === true,
    granted: known !== undefined && known.delivery !== 'none',
    status: status ?? known?.status ?? null,
    firstSeenAt: known?.firstSeenAt.getTime() ?? now,
  };
  await context.store.transaction(async (ledger) => {
    await recordObservation(ledger, {
      orderId,
      givenId: seen.givenId,
      userKey,
      sku: answer?.sku ?? seen.expectedSku ?? null,
      claimed,
      status,
      statusDeterminedAt: answer?.statusDeterminedAt?.instant?.getTime() ?? null,
      now,
      nextCheckAt: planNextCheck(context.checkPlan, checked, now, seen.load),
    });
    if (status !== null && status !== known?.status) {
      await appendAudit(ledger, {
        orderId,
        at: now,
        kind: 'status_changed',
        detail: { from: known?.status ?? null, to: status },
      });
    }
    if (seen.failure instanceof GrantCallbackError) {
      const detail = { error: errorCodeOf(seen.failure.cause) };
      await appendAudit(ledger, { orderId, at: now, kind: 'callback_failed', detail });
    }
  });
}

/** Writes down that somebody was refused by what the ledger knows. */
export async function recordDenial<Tx>(
  { store, clock }: FulfillmentContext<Tx>,
  { orderId, reason }: RefusedGrant,
  userKey: string,
): Promise<void> {
  const detail = { reason, userKey: redactUserKey(userKey) };
  await store.transaction((ledger) =>
    appendAudit(ledger, { orderId, at: clock.now(), kind: 'denied', detail }),
  );
}
