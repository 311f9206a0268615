import { type OrderId, skuOf } from '@ait-iap/protocol';
import { DEFAULT_CHECK_PLAN } from '../fulfillment/check-plan.js';
import { noteAnswer } from '../fulfillment/note-answer.js';
import { provesOwner } from '../fulfillment/status-meaning.js';
import { makeDue } from '../ledger/due-orders.js';
import { findOrder } from '../ledger/find-order.js';
import { findBuyersOf } from '../ledger/intents.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import type { PartnerClient } from '../partner-api/partner-client.js';
import type { PlacedChange } from './place-change.js';

/** What is needed to find the user of an order. */
export interface FindOwnerOptions<Tx> {
  readonly store: LedgerStore<Tx>;
  /** Without it, events wait until a grant has confirmed their order. */
  readonly partner: Pick<PartnerClient, 'getOrderStatus'> | undefined;
  readonly now: () => number;
}

// Each one costs a call of the rate budget. A user who is buying now is among the newest.
const CANDIDATES = 5;

/**
 * Finds the user of an order that is not in the ledger yet. A webhook names no user, so the platform is asked about the
 * users who were about to buy the product (`createIntent`). The order then belongs to that user and is due at once.
 */
export async function findOwner<Tx>(
  { store, partner, now }: FindOwnerOptions<Tx>,
  orderId: OrderId,
  { event, happenedAtMs }: Pick<PlacedChange, 'event' | 'happenedAtMs'>,
): Promise<boolean> {
  const sku = skuOf(event);
  if (partner === undefined || sku === undefined) return false;
  // An event may come late: what counts is who was about to buy when it happened.
  const openAt = Math.min(now(), happenedAtMs);
  const [known, candidates] = await store.read((ledger) =>
    Promise.all([findOrder(ledger, orderId), findBuyersOf(ledger, sku, { openAt, limit: CANDIDATES })]),
  );
  for (const userKey of candidates) {
    const givenId = event.orderId;
    const answer = await partner.getOrderStatus({ orderId: givenId, userKey, lane: 'background' });
    if (!provesOwner(answer.status)) continue;
    await store.transaction(async (ledger) => {
      const circumstances = { now: now(), plan: DEFAULT_CHECK_PLAN, external: false, acting: 'no' } as const;
      await noteAnswer(ledger, { orderId, givenId, userKey, known }, answer, circumstances);
      await makeDue(ledger, orderId, now());
    });
    return true;
  }
  return false;
}
