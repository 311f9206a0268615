import type { Clock } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import { readTimeline, type TimelineEntry } from '../ledger/audit.js';
import { findOrder, findOrdersOf } from '../ledger/find-order.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { LedgerStore, StoreHealth } from '../ledger/ledger-store.js';
import type { PartnerClient } from '../partner-api/partner-client.js';
import { type CheckPlan, DEFAULT_CHECK_PLAN } from '../reconciliation/check-plan.js';
import type { OnGrant, OnRevoke } from './callbacks.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { type GrantRequest, grant } from './grant.js';
import type { GrantResult } from './grant-result.js';
import { readOrderId, readUserKey } from './read-input.js';
import { type RefreshRequest, type RefreshResult, refresh } from './refresh.js';

/** How long a grant may take where its caller sets no deadline, in milliseconds. */
export const DEFAULT_GRANT_TIMEOUT_MS = 25_000;

/** What a fulfilment is made from. */
export interface FulfillmentOptions<Tx> {
  /** Asks the platform. Only its word grants anything. */
  readonly partner: Pick<PartnerClient, 'getOrderStatus' | 'waitForOrder'>;
  /** Where the ledger lives: `sqliteStore` or `postgresStore`. */
  readonly store: LedgerStore<Tx>;
  readonly onGrant: OnGrant<Tx>;
  readonly onRevoke: OnRevoke<Tx>;
  /** @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
  /** When orders are asked about again. @defaultValue `DEFAULT_CHECK_PLAN` */
  readonly checkPlan?: CheckPlan | undefined;
  /**
   * How long a grant may take where its caller sets no deadline, in milliseconds.
   *
   * @defaultValue 25000
   */
  readonly timeoutMs?: number | undefined;
}

/** Verifies orders, hands products over exactly once, and takes them back after a refund. */
export interface Fulfillment {
  /**
   * Verifies an order with the platform and hands the product over, once: called twice, in parallel, by two machines or again
   * after a crash, the first one grants and every later one answers `already_granted`.
   *
   * No money moves here: the user has paid before. Confirm to the Toss app only the outcomes `granted` and `already_granted`.
   *
   * @throws FulfillmentInputError for a malformed order id, user key or sku: nothing was asked
   * @throws GrantCallbackError if `onGrant` threw: nothing was written
   * @throws IapServerError when the platform or the database could not be used; `retryable` says whether to ask again
   */
  grant(request: GrantRequest): Promise<GrantResult>;
  /**
   * Asks the platform again about an order of the ledger: a refund is taken back with `onRevoke`, once, and an order that was
   * paid but never granted is granted.
   *
   * @throws UnknownOrderError if the ledger has never heard of the order
   * @throws as {@link Fulfillment.grant}
   */
  refresh(request: RefreshRequest): Promise<RefreshResult>;
  /** Reads one order, or `undefined`. */
  order(orderId: string): Promise<LedgerOrder | undefined>;
  /** Reads the orders of a user, the newest first. */
  orders(userKey: string): Promise<LedgerOrder[]>;
  /** Everything that happened to an order, the oldest first: for the support desk. Empty for an unknown one. */
  timeline(orderId: string): Promise<TimelineEntry[]>;
  /** Rejects when the ledger cannot be used. */
  health(): Promise<StoreHealth>;
}

/**
 * Makes the fulfilment: the part of a partner backend that decides who gets what.
 *
 * @example
 * const fulfillment = createFulfillment({
 *   partner,
 *   store: sqliteStore('.ait-iap/ledger.db'),
 *   onGrant: (tx, order) => tx.run('insert into items (user_key, sku) values (?, ?)', order.userKey, order.sku),
 *   onRevoke: (tx, order) => tx.run('delete from items where user_key = ? and sku = ?', order.userKey, order.sku),
 * });
 */
export function createFulfillment<Tx>(options: FulfillmentOptions<Tx>): Fulfillment {
  const { store } = options;
  const context: FulfillmentContext<Tx> = {
    partner: options.partner,
    store,
    onGrant: options.onGrant,
    onRevoke: options.onRevoke,
    clock: options.clock ?? systemClock,
    checkPlan: options.checkPlan ?? DEFAULT_CHECK_PLAN,
    timeoutMs: options.timeoutMs ?? DEFAULT_GRANT_TIMEOUT_MS,
  };
  return {
    grant: (request) => grant(context, request),
    refresh: (request) => refresh(context, request),
    order: async (orderId) => {
      const id = readOrderId(orderId);
      return store.read((ledger) => findOrder(ledger, id));
    },
    orders: async (userKey) => {
      const key = readUserKey(userKey);
      return store.read((ledger) => findOrdersOf(ledger, key));
    },
    timeline: async (orderId) => {
      const id = readOrderId(orderId);
      return store.read((ledger) => readTimeline(ledger, id));
    },
    health: () => store.health(),
  };
}
