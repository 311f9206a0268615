import type { StoreHealth } from '../ledger/ledger-store.js';
import type { StopReason } from '../telemetry/stop-reason.js';
import type { FulfillmentContext } from './fulfillment-context.js';

/** The result of a health check. */
export interface FulfillmentHealth extends StoreHealth {
  /** Why reconciliation has stopped on this machine. Missing while it works. */
  readonly stopped?: StopReason;
}

/** Checks the ledger. See `Fulfillment.health`. */
export async function readHealth<Tx>({ store, alarm }: FulfillmentContext<Tx>): Promise<FulfillmentHealth> {
  const health = await store.health();
  return alarm.reason === undefined ? health : { ...health, stopped: alarm.reason };
}

/** Reports that the certificate may be wrong. See `DueWork.suspectCertificate`. */
export function suspectCertificate<Tx>(
  { alarm, emit, clock }: FulfillmentContext<Tx>,
  reason: StopReason,
): void {
  if (!alarm.raise(reason)) return;
  emit?.({ type: 'reconciliation.stopped', at: clock.now(), reason });
}
