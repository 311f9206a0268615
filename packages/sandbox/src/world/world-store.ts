import type { Order, OrderState } from './order.js';
import type { PaymentCount, PaymentFilter, PaymentPage, PaymentQuery } from './payment.js';
import type { RefundPage, RefundQuery, RefundRequest } from './refund-request.js';
import type { WorldEvent } from './world-event.js';

/** A small document that is neither an order nor an event: a product, a setting, a storage item, an armed fault. */
export interface RecordChange {
  /** The kind of the document. */
  readonly kind: string;
  /** The id of the document among those of its kind. */
  readonly id: string;
  /** Plain JSON. `undefined` deletes the record. */
  readonly value: unknown;
}

/** A time at which the world has to do something by itself. `at: undefined` cancels it. */
export interface DueChange {
  /** What is to be done. */
  readonly key: string;
  /** When, in milliseconds since 1970 on the sandbox's clock. `undefined` cancels it. */
  readonly at: number | undefined;
}

/** The earliest due. Of two at the same time, the one whose key sorts first. */
export interface Due {
  /** What is to be done. */
  readonly key: string;
  /** When, in milliseconds since 1970 on the sandbox's clock. */
  readonly at: number;
}

/** All changes of one command. */
export interface WorldCommit {
  /** In order. Their `seq` continue {@link WorldStore.lastSeq} without a gap. */
  readonly events: readonly WorldEvent[];
  /** Complete rows, which are inserted or replace the row of the same `orderId`. */
  readonly orders: readonly Order[];
  /** The documents to write or delete. */
  readonly records: readonly RecordChange[];
  /** The times to set or cancel. */
  readonly dues: readonly DueChange[];
  /** Complete rows, as for orders. */
  readonly refunds?: readonly RefundRequest[];
}

/** Selects one page of all orders, newest first. Each condition narrows it. Without conditions it selects every order. */
export interface OrderQuery {
  /** Only orders of this user. */
  readonly userKey?: string | undefined;
  /** Only orders of this product. */
  readonly sku?: string | undefined;
  /** Only orders in this state. */
  readonly state?: OrderState | undefined;
  /** Only orders with a smaller {@link Order.number}. */
  readonly before?: number | undefined;
  /** Only orders with a refund request in this state, or in any state for `any`. */
  readonly refund?: string | undefined;
  /** How many orders to return at most. */
  readonly limit: number;
}

/**
 * Stores the event log of a world and the rows that follow from it. It is synchronous: when {@link WorldStore.commit}
 * returns, the events and rows are as durable as the store can make them, together or not at all. Only then does a page
 * or a backend get an answer. Lookups use indexes, so a store with a million orders starts and answers as fast as an
 * empty one.
 *
 * The rows are a function of the log (`project`), so a store never computes them. It only stores them. Every
 * implementation runs the suite in `test/support/world-store-contract.ts`.
 */
export interface WorldStore {
  /** Writes the events and rows of one command in one atomic step. If it cannot, it throws and changes nothing. */
  commit(commit: WorldCommit): void;

  /** The `seq` of the last event. 0 if there is none. */
  lastSeq(): number;
  /** The log from the first event after `afterSeq` (default 0), in order, read lazily. */
  events(afterSeq?: number): Iterable<WorldEvent>;

  /** The events about one order, in order. */
  eventsOf(orderId: string): readonly WorldEvent[];

  /** The number of orders that were ever opened, which is also the highest {@link Order.number}. */
  orderCount(): number;
  /** One order. `undefined` if there is none. */
  order(orderId: string): Order | undefined;
  /** Every order of the user that `isPending`, oldest first. */
  pendingOrders(userKey: string): readonly Order[];
  /** At most `limit` orders of the user that are `isFinished`, newest first, with `number` below `before` if given. */
  finishedOrders(userKey: string, before: number | undefined, limit: number): readonly Order[];
  /** The newest order of the user and sku that `isKept`, if there is one. */
  heldOrder(userKey: string, sku: string): Order | undefined;
  /** One page of orders, the newest first. */
  orders(query: OrderQuery): readonly Order[];

  /** A page of the console's payments, the newest payment first. */
  payments(query: PaymentQuery): PaymentPage;
  /** How many payments there are, by day, product, price and state; in no particular order. */
  paymentCounts(filter: Omit<PaymentFilter, 'orderIdPrefix'>): readonly PaymentCount[];

  /** The number of refund requests that were ever made, which is also the highest {@link RefundRequest.number}. */
  refundCount(): number;
  /** One refund request by its number. `undefined` if there is none. */
  refund(number: number): RefundRequest | undefined;
  /** A page of refund requests, the newest first. */
  refunds(query: RefundQuery): RefundPage;

  /** Distinct user keys of all orders that sort after `after` (by UTF-16 code units), ascending, at most `limit`. */
  users(after: string | undefined, limit: number): readonly string[];

  /** The value of one document. `undefined` if there is none. */
  record(kind: string, id: string): unknown;
  /** All records of a kind in ascending order of their id (by UTF-16 code units). */
  records(kind: string): ReadonlyArray<{ readonly id: string; readonly value: unknown }>;

  /** The earliest due. `undefined` if nothing is planned. */
  nextDue(): Due | undefined;

  /**
   * How many times somebody else has changed the world since it was opened here, such as another tab of the browser. A cache of
   * records is outdated when it grows. Absent if nobody else can.
   */
  elsewhere?(): number;

  /** Deletes everything: log, orders, records, dues. Durable like a commit. */
  clear(): void;
  /**
   * Makes everything that `work` clears and commits one atomic step, in a store that outlives its process: if the
   * process dies in the middle, the old content is still there. In other stores, `work` simply runs.
   */
  atomically(work: () => void): void;
  /** Releases files and memory. Nothing may be called afterwards. */
  close(): void;
}
