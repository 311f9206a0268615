import type { TimelineEntry } from '../ledger/audit.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { Backlog } from './backlog.js';
import type { ByHand } from './by-hand.js';
import type { CreateIntentRequest, Intent } from './create-intent.js';
import type { Entitlements } from './entitlements.js';
import type { ForgetUserRequest, ForgetUserResult } from './forget-user.js';
import type { GrantRequest } from './grant.js';
import type { GrantResult } from './grant-result.js';
import type { FulfillmentHealth } from './health.js';
import type { ImportedOrder, ImportOptions, ImportReport } from './import-orders.js';
import type { RefreshRequest, RefreshResult } from './refresh.js';

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
  /**
   * Notes who is about to buy what, before the order sheet opens. The first order of that user for that product redeems it.
   * With `intents: 'required'` no order is granted without one, so that a stolen order id is worth nothing; and a webhook for an
   * order that nobody has redeemed yet finds its user by it.
   */
  createIntent(request: CreateIntentRequest): Promise<Intent>;
  /** What a user has, by product: owned, not owned, or unknown, which is never to be read as not owned. */
  entitlements(userKey: string): Promise<Entitlements>;
  /** Reads one order, or `undefined`. */
  order(orderId: string): Promise<LedgerOrder | undefined>;
  /** Reads the orders of a user, the newest first. */
  orders(userKey: string): Promise<LedgerOrder[]>;
  /** Everything that happened to an order, the oldest first: for the support desk. Empty for an unknown one. */
  timeline(orderId: string): Promise<TimelineEntry[]>;
  /** What a support desk can do with one order: mark it granted, hand it over once more, take it back. */
  readonly byHand: ByHand;
  /**
   * Takes a user out of the ledger, as the law on personal data asks, and keeps the accounts: their orders stay, with product,
   * status and times, and name nobody any more; intents and notes are deleted. A refund is still noticed later, and `onRevoke` gets
   * a user key that is nobody's. The same user cannot redeem these orders again. Nothing is written while an order is open, because
   * it still needs its user. It cannot be undone.
   *
   * @throws FulfillmentInputError for a malformed value: nothing was written
   */
  forgetUser(request: ForgetUserRequest): Promise<ForgetUserResult>;
  /**
   * Takes over orders that are known from elsewhere; they are asked about at once, when reconciliation comes to them. It may be run
   * twice: orders that the ledger has are left as they are, except that a pending one with `grantedAt` counts as granted from
   * then on. A row that cannot be used is reported and holds up no other.
   *
   * @throws FulfillmentInputError for a malformed option
   */
  importOrders(
    orders: Iterable<ImportedOrder> | AsyncIterable<ImportedOrder>,
    options?: ImportOptions,
  ): Promise<ImportReport>;
  /** How much is due, and since when: for a dashboard and an alarm. */
  backlog(): Promise<Backlog>;
  /** Rejects when no grant can be written, in at most 3 seconds: it commits a small write. */
  health(): Promise<FulfillmentHealth>;
}
