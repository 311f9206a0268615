import type { Clock } from '@ait-iap/protocol';
import type { LedgerStore } from '../ledger/ledger-store.js';
import type { PartnerClient } from '../partner-api/partner-client.js';
import type { CheckPlan } from '../reconciliation/check-plan.js';
import type { OnGrant, OnRevoke } from './callbacks.js';

/** What the steps of a fulfilment share. */
export interface FulfillmentContext<Tx> {
  readonly partner: Pick<PartnerClient, 'getOrderStatus' | 'waitForOrder'>;
  readonly store: LedgerStore<Tx>;
  readonly onGrant: OnGrant<Tx>;
  readonly onRevoke: OnRevoke<Tx>;
  readonly clock: Clock;
  readonly checkPlan: CheckPlan;
  readonly timeoutMs: number;
}
