import { type OrderId, parseStatusDeterminedAt } from '@ait-iap/protocol';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { SubscriptionState } from '../ledger/subscriptions.js';
import { FAILED_WINDOW_MS, isKeptBack } from './plan-next-check.js';

/** `unknown` never means "not owned". If you lock a product because of it, you lock out people who have paid. */
export type Ownership = 'owned' | 'not_owned' | 'unknown';

/** What a user has of one product. */
export interface Entitlement {
  /** The product. */
  readonly sku: string;
  /** Whether the user has it. `unknown` never means "not owned". */
  readonly ownership: Ownership;
  /** The orders that decide it. A consumable may have many `owned` orders. */
  readonly orderIds: readonly OrderId[];
  /** For a subscription: the newest known state. */
  readonly subscription?: SubscriptionView;
}

/** The newest known state of a subscription. */
export type SubscriptionView = Pick<
  SubscriptionState,
  'status' | 'accessGranted' | 'autoRenew' | 'expiresAt'
>;

/** What a user has. */
export interface Entitlements {
  /** The user. */
  readonly userKey: string;
  /** One entry for each product that an order of the user is for. */
  readonly items: readonly Entitlement[];
  /** False while the user has an open order whose product is not known. */
  readonly complete: boolean;
  /** What the user has of a product, even if it has no entry. */
  ownershipOf(sku: string): Ownership;
}

const RANK: Readonly<Record<Ownership, number>> = { not_owned: 0, unknown: 1, owned: 2 };

/** Works out what a user has: a pure function of the ledger and the time. */
export function decideEntitlements(
  userKey: string,
  orders: readonly LedgerOrder[],
  subscriptions: readonly SubscriptionState[],
  now: number,
): Entitlements {
  const states = new Map(subscriptions.map((state) => [state.orderId, state]));
  const items = new Map<string, Entitlement>();
  let complete = true;
  for (const order of orders) {
    const subscription = states.get(order.orderId);
    const ownership = ownershipBy(order, subscription, now);
    if (order.sku === undefined || !order.claimed) {
      // An order id that the platform never confirmed counts only for itself, and only while it is still being checked.
      if (ownership === 'unknown' && order.nextCheckAt !== undefined) complete = false;
      continue;
    }
    const best = items.get(order.sku);
    if (best !== undefined && RANK[best.ownership] > RANK[ownership]) continue;
    const same = best?.ownership === ownership;
    items.set(order.sku, {
      sku: order.sku,
      ownership,
      orderIds: same ? [...best.orderIds, order.orderId] : [order.orderId],
      ...(subscription === undefined ? {} : { subscription: view(subscription) }),
    });
  }
  return {
    userKey,
    items: [...items.values()],
    complete,
    ownershipOf: (sku) => items.get(sku)?.ownership ?? (complete ? 'not_owned' : 'unknown'),
  };
}

function ownershipBy(
  order: LedgerOrder,
  subscription: SubscriptionState | undefined,
  now: number,
): Ownership {
  // A refunded order counts as refunded even if the product could not be taken back yet. A strange last status changes
  // nothing.
  if (order.payment === 'refunded' || isKeptBack(order)) return 'not_owned';
  if (order.delivery === 'granted') {
    return subscription === undefined ? 'owned' : subscriptionOwnership(subscription, now);
  }
  const failed = order.status === 'FAILED' && order.delivery === 'none' && order.payment === undefined;
  // The platform calls an order FAILED until its grant is confirmed, so a young one may be paid.
  return failed && now - order.firstSeenAt.getTime() >= FAILED_WINDOW_MS ? 'not_owned' : 'unknown';
}
function subscriptionOwnership(state: SubscriptionState, now: number): Ownership {
  if (!state.accessGranted) return 'not_owned';
  const expiresAt = state.expiresAt === undefined ? undefined : parseStatusDeterminedAt(state.expiresAt);
  // By now it should have renewed or expired, and no event said which. A webhook may have been lost.
  return expiresAt !== undefined && expiresAt < now ? 'unknown' : 'owned';
}

function view({ status, accessGranted, autoRenew, expiresAt }: SubscriptionState): SubscriptionView {
  return {
    status,
    accessGranted,
    ...(autoRenew === undefined ? {} : { autoRenew }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}
