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

/** Verifies orders, grants products exactly once, and takes them back after a refund. */
export interface Fulfillment {
  /**
   * Verifies an order with the platform and grants its product once. If it is called twice, in parallel, on two
   * machines or again after a crash, the first call grants and every later one answers `already_granted`.
   *
   * No money moves here: the user has already paid. Confirm only the outcomes `granted` and `already_granted` to the
   * Toss app.
   *
   * @throws FulfillmentInputError for a malformed order id, user key or sku: nothing was asked
   * @throws GrantCallbackError if `onGrant` threw: nothing was written
   * @throws IapServerError when the platform or the database could not be used; `retryable` says whether to ask again
   */
  grant(request: GrantRequest): Promise<GrantResult>;
  /**
   * Checks an order of the ledger again. A refunded order is taken back with `onRevoke`, once. An order that was paid
   * but never granted is granted. No money moves here.
   *
   * @throws UnknownOrderError if the ledger has never heard of the order
   * @throws the same errors as {@link Fulfillment.grant}
   */
  refresh(request: RefreshRequest): Promise<RefreshResult>;
  /**
   * Notes which user is about to buy which product. Call it before the order sheet opens. The user's first order for
   * the product redeems the intent. With `intents: 'required'` no order is granted without one, so a stolen order id alone
   * is not enough. An intent is not a secret: count how often a user creates one. A webhook for an order without a known
   * user also finds the user by the intent.
   */
  createIntent(request: CreateIntentRequest): Promise<Intent>;
  /** What a user has, by product: owned, not owned, or unknown. Never read unknown as not owned. */
  entitlements(userKey: string): Promise<Entitlements>;
  /** Reads one order. `undefined`: it is not in the ledger. */
  order(orderId: string): Promise<LedgerOrder | undefined>;
  /** Reads the orders of a user, the newest first. */
  orders(userKey: string): Promise<LedgerOrder[]>;
  /** Everything that happened to an order, the oldest first, for support. Empty for an unknown order. */
  timeline(orderId: string): Promise<TimelineEntry[]>;
  /** What support staff can do with one order: mark it granted, grant it once more, take it back. */
  readonly byHand: ByHand;
  /**
   * Removes a user from the ledger, as the law on personal data requires, and keeps the accounts. The user's orders
   * stay with product, status and times, but no longer name the user. Intents and notes are deleted. The same
   * user cannot redeem these orders again.
   *
   * What you lose: from then on the platform is asked about these orders without a user key. If it answers, a later
   * refund is still noticed, and `onRevoke` gets a user key that belongs to nobody. If it insists on the key, a refund is
   * seen only by `npx ait-iap-server compare` with the console's download: run it each month, or forget a user only when
   * their last purchase is older than the store refunds.
   * Nothing is written while an order is open, because it still needs its user. It cannot be undone.
   *
   * @throws FulfillmentInputError for a malformed value: nothing was written
   */
  forgetUser(request: ForgetUserRequest): Promise<ForgetUserResult>;
  /**
   * Imports orders from another source. They are due at once, so reconciliation checks them next. It may be run twice:
   * orders that are already in the ledger do not change, except that one that is not granted yet and has `grantedAt`
   * counts as granted from then on. An invalid row is reported, and the other rows are imported.
   *
   * @throws FulfillmentInputError for a malformed option: nothing was written
   */
  importOrders(
    orders: Iterable<ImportedOrder> | AsyncIterable<ImportedOrder>,
    options?: ImportOptions,
  ): Promise<ImportReport>;
  /** How many orders are due, and since when, for a dashboard and an alarm. */
  backlog(): Promise<Backlog>;
  /** Checks whether grants can be written: it commits a small write. Rejects within 3 seconds if not. */
  health(): Promise<FulfillmentHealth>;
}
