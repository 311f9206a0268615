import type { StoreHealth } from '../ledger/ledger-store.js';
import type { StopReason } from '../telemetry/stop-reason.js';
import type { FulfillmentContext } from './fulfillment-context.js';

/** What a fulfilment's health check says. */
export interface FulfillmentHealth extends StoreHealth {
  /** Why reconciliation stands still on this machine; missing while it works. */
  readonly stopped?: StopReason;
}

/** Looks at the ledger; see `Fulfillment.health`. */
export async function readHealth<Tx>({ store, alarm }: FulfillmentContext<Tx>): Promise<FulfillmentHealth> {
  const health = await store.health();
  return alarm.reason === undefined ? health : { ...health, stopped: alarm.reason };
}

/** Raises the alarm about the certificate; see `DueWork.suspectCertificate`. */
export function suspectCertificate<Tx>(
  { alarm, emit, clock }: FulfillmentContext<Tx>,
  reason: StopReason,
): void {
  if (!alarm.raise(reason)) return;
  emit?.({ type: 'reconciliation.stopped', at: clock.now(), reason });
}
