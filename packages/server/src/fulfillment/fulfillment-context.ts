import type { Clock } from '@ait-iap/protocol';
import type { LedgerStore } from '../ledger/ledger-store.js';
import type { Emit } from '../listeners/emitter.js';
import type { PartnerClient } from '../partner-api/partner-client.js';
import type { FulfillmentEvent } from '../telemetry/fulfillment-event.js';
import type { OnGrant, OnRevoke } from './callbacks.js';
import type { CheckPlan } from './check-plan.js';
import type { ExternalGrant } from './external-grant.js';
import type { MismatchAlarm } from './mismatch-alarm.js';
import type { UnconfirmedIds } from './unconfirmed-ids.js';
import type { UserKeys } from './user-keys.js';

/** The values of the option `intents`. */
export const INTENT_POLICIES = ['optional', 'required'] as const;

/** Whether a grant needs an intent, made by `createIntent` before the order sheet opened. */
export type IntentPolicy = (typeof INTENT_POLICIES)[number];

/** How a product is granted: by the application's writes in the ledger's transaction, or by another system. */
export type Handover<Tx> =
  | { readonly kind: 'transaction'; readonly onGrant: OnGrant<Tx>; readonly onRevoke: OnRevoke<Tx> }
  | { readonly kind: 'external'; readonly external: ExternalGrant };

/** State that all steps of a fulfilment share. */
export interface FulfillmentContext<Tx> {
  readonly partner: Pick<PartnerClient, 'getOrderStatus' | 'waitForOrder'>;
  readonly store: LedgerStore<Tx>;
  readonly handover: Handover<Tx>;
  readonly clock: Clock;
  readonly checkPlan: CheckPlan;
  readonly timeoutMs: number;
  readonly intents: IntentPolicy;
  readonly userKeys: UserKeys;
  readonly alarm: MismatchAlarm;
  readonly unconfirmed: UnconfirmedIds;
  readonly emit: Emit<FulfillmentEvent> | undefined;
}
