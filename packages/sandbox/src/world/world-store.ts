import type { Order, OrderState } from './order.js';
import type { PaymentCount, PaymentFilter, PaymentPage, PaymentQuery } from './payment.js';
import type { RefundPage, RefundQuery, RefundRequest } from './refund-request.js';
import type { WorldEvent } from './world-event.js';

/** A small document that is neither an order nor an event: a product, a setting, a storage item, an armed fault. */
export interface RecordChange {
  readonly kind: string;
  readonly id: string;
  /** Plain JSON. `undefined` deletes the record. */
  readonly value: unknown;
}

/** A moment at which the world has to do something by itself. `at: undefined` cancels it. */
export interface DueChange {
  readonly key: string;
  readonly at: number | undefined;
}

/** The earliest thing to do. Of two at the same time, the one whose key sorts first. */
export interface Due {
  readonly key: string;
  readonly at: number;
}

/** Everything that one command changes. */
export interface WorldCommit {
  /** In order; their `seq` continue {@link WorldStore.lastSeq} without a gap. */
  readonly events: readonly WorldEvent[];
  /** Whole rows: inserted, or replacing the row of the same `orderId`. */
  readonly orders: readonly Order[];
  readonly records: readonly RecordChange[];
  readonly dues: readonly DueChange[];
  /** Whole rows, as for orders. */
  readonly refunds?: readonly RefundRequest[];
}

/** One page of a walk over all orders, newest first. Each condition narrows it; none means every order. */
export interface OrderQuery {
  readonly userKey?: string | undefined;
  readonly sku?: string | undefined;
  readonly state?: OrderState | undefined;
  /** Only orders with a smaller {@link Order.number}. */
  readonly before?: number | undefined;
  /** Only orders with a refund request in this state, or in any state for `any`. */
  readonly refund?: string | undefined;
  readonly limit: number;
}

/**
 * Where a world keeps its event log and what follows from it. Synchronous: when {@link WorldStore.commit} returns,
 * the events and the rows are as durable as the store can make them, together or not at all, and only then is
 * anything acknowledged to a page or a backend. Lookups go through indexes: a store of a million orders starts and
 * answers as fast as an empty one.
 *
 * The rows are a function of the log (`project`), so a store never computes them; it keeps what it is given.
 * Implementations run the suite in `test/support/world-store-contract.ts`.
 */
export interface WorldStore {
  /** Writes one command's events and rows in one atomic step. Throws, and changes nothing, if it cannot. */
  commit(commit: WorldCommit): void;

  /** `seq` of the last event, 0 when there is none. */
  lastSeq(): number;
  /** The log from the first event after `afterSeq` (default 0), in order, lazily. */
  events(afterSeq?: number): Iterable<WorldEvent>;

  /** What the log holds about one order, in order. */
  eventsOf(orderId: string): readonly WorldEvent[];

  /** Number of orders ever opened, which is also the highest {@link Order.number}. */
  orderCount(): number;
  order(orderId: string): Order | undefined;
  /** Every order of the user that `isPending`, oldest first. */
  pendingOrders(userKey: string): readonly Order[];
  /** At most `limit` orders of the user that are `isFinished`, newest first, with `number` below `before` if given. */
  finishedOrders(userKey: string, before: number | undefined, limit: number): readonly Order[];
  /** An order of the user and sku that `isHeld`, if there is any; the newest of several. */
  heldOrder(userKey: string, sku: string): Order | undefined;
  orders(query: OrderQuery): readonly Order[];

  /** A page of the payments that the console lists, the newest payment first. */
  payments(query: PaymentQuery): PaymentPage;
  /** How many payments there are, by day, product, price and state; in no particular order. */
  paymentCounts(filter: Omit<PaymentFilter, 'orderIdPrefix'>): readonly PaymentCount[];

  /** Number of refund requests ever made, which is also the highest {@link RefundRequest.number}. */
  refundCount(): number;
  refund(number: number): RefundRequest | undefined;
  /** A page of refund requests, the newest first. */
  refunds(query: RefundQuery): RefundPage;

  /** Distinct user keys of all orders that sort after `after` (by UTF-16 code units), ascending, at most `limit`. */
  users(after: string | undefined, limit: number): readonly string[];

  record(kind: string, id: string): unknown;
  /** All records of a kind in ascending order of their id (by UTF-16 code units). */
  records(kind: string): ReadonlyArray<{ readonly id: string; readonly value: unknown }>;

  /** The earliest due, undefined when nothing is planned. */
  nextDue(): Due | undefined;

  /** Forgets everything: log, orders, records, dues. Durable like a commit. */
  clear(): void;
  /**
   * Makes one step of all that `work` clears and commits, for a store that outlives its process: one that dies in the
   * middle finds what was there before. In a store that does not, `work` simply runs.
   */
  atomically(work: () => void): void;
  /** Releases files and memory; nothing may be called afterwards. */
  close(): void;
}
