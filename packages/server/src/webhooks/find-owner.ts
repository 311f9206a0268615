import type { OrderId, SubscriptionStatusChanged } from '@ait-iap/protocol';
import { provesOwner } from '../fulfillment/decide-grant.js';
import { findBuyersOf } from '../ledger/intents.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import { recordObservation } from '../ledger/observe-order.js';
import type { PartnerClient } from '../partner-api/partner-client.js';

/** What the search for an owner needs. */
export interface FindOwnerOptions<Tx> {
  readonly store: LedgerStore<Tx>;
  /** Without it events wait until a grant has confirmed their order. */
  readonly partner: Pick<PartnerClient, 'getOrderStatus'> | undefined;
  readonly now: () => number;
}

// Each costs a call of the rate budget; whoever buys this minute is among the newest.
const CANDIDATES = 5;

/**
 * Looks for the user of an order that no grant has brought yet: a webhook names no user, so the platform is asked about those
 * who were about to buy the product (`createIntent`). The order is then the user's, and due at once.
 */
export async function findOwner<Tx>(
  { store, partner, now }: FindOwnerOptions<Tx>,
  orderId: OrderId,
  event: SubscriptionStatusChanged,
): Promise<boolean> {
  if (partner === undefined) return false;
  const at = now();
  const candidates = await store.read((ledger) =>
    findBuyersOf(ledger, event.sku, { now: at, limit: CANDIDATES }),
  );
  for (const userKey of candidates) {
    const answer = await partner.getOrderStatus({ orderId: event.orderId, userKey, lane: 'background' });
    if (!provesOwner(answer)) continue;
    await store.transaction((ledger) =>
      recordObservation(ledger, {
        orderId,
        givenId: event.orderId,
        userKey,
        sku: answer.sku ?? null,
        claimed: true,
        status: answer.status,
        statusDeterminedAt: answer.statusDeterminedAt?.instant?.getTime() ?? null,
        now: now(),
        nextCheckAt: now(),
      }),
    );
    return true;
  }
  return false;
}
