import { claimDueOrders, readCheckQueue, releaseOrders } from '../ledger/due-orders.js';
import { countOutbox } from '../ledger/outbox.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { readOrderId } from './read-input.js';

/** What waits to be done. */
export interface Backlog {
  /** Orders that are due to be asked about, those in work not counted. */
  readonly due: number;
  /** How long the longest overdue one has waited, in milliseconds; 0 if nothing is due. */
  readonly lagMs: number;
  /** Calls to other systems that are not confirmed (`externalGrant`). */
  readonly undelivered: number;
}

/** How due orders are taken. */
export interface ClaimRequest {
  /** At most how many. */
  readonly limit: number;
  /** For how long nobody else gets them, in milliseconds: longer than the work on them takes. */
  readonly leaseMs: number;
}

/** Reads what waits; see `Fulfillment.backlog`. */
export async function readBacklog<Tx>({ store, clock }: FulfillmentContext<Tx>): Promise<Backlog> {
  const now = clock.now();
  const [queue, undelivered] = await store.read((ledger) =>
    Promise.all([readCheckQueue(ledger, now), countOutbox(ledger)]),
  );
  return {
    due: queue.due,
    lagMs: queue.oldestDueAt === undefined ? 0 : now - queue.oldestDueAt.getTime(),
    undelivered,
  };
}

/** Takes due orders; see `Fulfillment.claimDue`. */
export function claimDue<Tx>(
  { store, clock }: FulfillmentContext<Tx>,
  { limit, leaseMs }: ClaimRequest,
): Promise<string[]> {
  const now = clock.now();
  return store.transaction((ledger) => claimDueOrders(ledger, { now, limit, leaseUntil: now + leaseMs }));
}

/** Gives claimed orders back; see `Fulfillment.release`. */
export async function release<Tx>(
  { store, clock }: FulfillmentContext<Tx>,
  orderIds: readonly string[],
): Promise<void> {
  if (orderIds.length === 0) return;
  const ids = orderIds.map(readOrderId);
  await store.transaction((ledger) => releaseOrders(ledger, ids, clock.now()));
}
