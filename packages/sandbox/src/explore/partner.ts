import type { SubscriptionStatusChanged } from '@ait-iap/protocol';

/** An order as the partner's handlers get it. */
export interface HeardOrder {
  /** The id of the order. */
  readonly orderId: string;
  /** The user who asks for it. */
  readonly userKey: string;
  /** The product. */
  readonly sku: string;
}

/** The answer of `get-order-status`. */
export interface AskedStatus {
  /** The id of the order. */
  readonly orderId: string;
  /** The platform's word for the state of the order. */
  readonly status: string;
  /** The product, if the platform names it. */
  readonly sku?: string;
}

/**
 * What the handlers may use of the world. Each call is a place at which the process can be killed: then the awaited
 * call never returns. It is also a place that can be held back while everything else goes on.
 */
export interface ExploredWorld {
  /** Asks the partner API. Kill points before and after: `verify`. */
  status(order: Pick<HeardOrder, 'orderId' | 'userKey'>): Promise<AskedStatus>;
  /**
   * The partner API as a `fetch` for your own client, with the same kill points. Use an origin other than the official
   * one.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /**
   * Writes to the disk. Kill points before and after: `commit`. A write that does not go through `commit` or follow a
   * `step` may happen although its process is dead.
   */
  commit<Result>(write: () => Result | Promise<Result>): Promise<Result>;
  /** Adds your own kill point. */
  step(name: string): Promise<void>;
}

/** The partner's program: its page and its backend, as one. */
export interface ExploredPartner {
  /**
   * The page's `processProductGrant`. Only `true` confirms. It is also called with order ids that are unpaid, refunded,
   * made up or belong to another user, because anybody can send a request to a backend.
   */
  grant(order: HeardOrder): boolean | Promise<boolean>;
  /** The page's success event. */
  success?(order: HeardOrder): void | Promise<void>;
  /** Called for a pending order at the next start. `true` completes the grant. @defaultValue the same as `grant` */
  recover?(order: HeardOrder): boolean | Promise<boolean>;
  /** Called for an order that the partner API calls REFUNDED. Called again after a restart. */
  revoke?(order: HeardOrder): void | Promise<void>;
  /**
   * Called for a subscription webhook. If it throws or dies, the webhook is sent again. With this handler,
   * subscriptions are explored too.
   */
  webhook?(event: SubscriptionStatusChanged): void | Promise<void>;
  /** Returns one order id for each grant that is in effect on the disk. The same id twice means two grants. */
  grants(): readonly string[] | Promise<readonly string[]>;
  /** Resolves when background work has ended. @defaultValue some turns of the event loop */
  idle?(): Promise<void>;
  /** Called before the next start on the same disk. */
  close?(): void | Promise<void>;
}

/** The options of {@link explore}. */
export interface ExploreOptions<Disk> {
  /**
   * Creates what survives a process, such as a database, a file or a `Map`. Called once for each run; it has to be
   * empty.
   */
  readonly disk: () => Disk | Promise<Disk>;
  /** Starts the program on a disk that may contain the writes of an earlier start. */
  readonly start: (disk: Disk, world: ExploredWorld) => ExploredPartner | Promise<ExploredPartner>;
  /** Removes a disk after its run. */
  readonly dispose?: ((disk: Disk) => void | Promise<void>) | undefined;
  /**
   * How many kills one story has. With 2 the program is killed again while it recovers from the first kill, which
   * squares the number of stories.
   * @defaultValue 1
   */
  readonly kills?: 1 | 2 | undefined;
  /**
   * How long a handler may take, in real milliseconds. A slower one counts as never settling, which ends the
   * exploration with a failure.
   * @defaultValue DEFAULT_PATIENCE_MS
   */
  readonly patienceMs?: number | undefined;
  /** The seed of the world. @defaultValue DEFAULT_SEED */
  readonly seed?: string | undefined;
}
