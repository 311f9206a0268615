import type { SubscriptionStatusChanged } from '@ait-iap/protocol';

/** An order as the partner's handlers hear of it. */
export interface HeardOrder {
  readonly orderId: string;
  readonly userKey: string;
  readonly sku: string;
}

/** What `get-order-status` answers about an order. */
export interface AskedStatus {
  readonly orderId: string;
  readonly status: string;
  readonly sku?: string;
}

/**
 * What the handlers may use of the world. Each call is a place where everything can stop: what is awaited then never
 * comes back, as in a process that was killed. And it is a place that can be held back while everything else goes on.
 */
export interface ExploredWorld {
  /** Asks the partner API. Kill points before and after: `verify`. */
  status(order: Pick<HeardOrder, 'orderId' | 'userKey'>): Promise<AskedStatus>;
  /** The partner API for a client of your own; the same kill points. Give it an origin that is not the official one. */
  readonly fetch: (request: Request) => Promise<Response>;
  /**
   * Writes to the disk. Kill points before and after: `commit`. A write that does not go through here, or follow a
   * `step`, may happen although its process is dead.
   */
  commit<Result>(write: () => Result | Promise<Result>): Promise<Result>;
  /** A kill point of your own. */
  step(name: string): Promise<void>;
}

/** The partner's program: its page and its backend, as one. */
export interface ExploredPartner {
  /**
   * The page's `processProductGrant`: only `true` confirms. It is also called with order ids that nobody paid for, that are
   * refunded or made up, or that belong to another user: a backend hears what anybody sends.
   */
  grant(order: HeardOrder): boolean | Promise<boolean>;
  /** The page's success event. */
  success?(order: HeardOrder): void | Promise<void>;
  /** A pending order found at the next start; `true` completes the grant. @defaultValue the same as `grant` */
  recover?(order: HeardOrder): boolean | Promise<boolean>;
  /** An order was found REFUNDED by asking. Called again after a restart. */
  revoke?(order: HeardOrder): void | Promise<void>;
  /** A subscription webhook. What throws or dies is delivered again; with it, subscriptions are explored too. */
  webhook?(event: SubscriptionStatusChanged): void | Promise<void>;
  /** One order id for each grant that is in effect on the disk: twice the same id is two grants. */
  grants(): readonly string[] | Promise<readonly string[]>;
  /** Resolves when work that goes on in the background has ended. @defaultValue some turns of the event loop */
  idle?(): Promise<void>;
  /** Called before the next start on the same disk. */
  close?(): void | Promise<void>;
}

/** What is to be explored. */
export interface ExploreOptions<Disk> {
  /** Makes what outlives a process: a database, a file, a `Map`. Empty, once for each run. */
  readonly disk: () => Disk | Promise<Disk>;
  /** Starts the program on a disk that may hold what an earlier start has written. */
  readonly start: (disk: Disk, world: ExploredWorld) => ExploredPartner | Promise<ExploredPartner>;
  /** Removes a disk after its run. */
  readonly dispose?: ((disk: Disk) => void | Promise<void>) | undefined;
  /**
   * How often everything stops in one story. With 2 the program is killed again while it recovers from the first kill,
   * which takes the square of the stories.
   * @defaultValue 1
   */
  readonly kills?: 1 | 2 | undefined;
  /**
   * How long a handler may take, in milliseconds of the machine. One that takes longer counts as one that never settles,
   * which ends the exploration: whoever waits for it waits for ever.
   * @defaultValue DEFAULT_PATIENCE_MS
   */
  readonly patienceMs?: number | undefined;
  /** @defaultValue DEFAULT_SEED */
  readonly seed?: string | undefined;
}
