import type { ANY_USER } from './any-user.js';
import type { CallOptions } from './call-options.js';
import type { OrderStatusResult } from './order-status-result.js';

/** Which order, of which user. */
export interface OrderQuestion {
  /** The order id as the mini-app got it: any RFC 9562 UUID. */
  readonly orderId: string;
  /** The user's key from Toss Login. {@link ANY_USER} leaves the header out on purpose. */
  readonly userKey: string | typeof ANY_USER;
}

/** A question about one order, with its deadline and its lane. */
export interface GetOrderStatusRequest extends OrderQuestion, CallOptions {}

/** A question about one order, which is repeated until the answer can be used. */
export interface WaitForOrderRequest extends OrderQuestion, CallOptions {}

/** How a list of questions is asked. */
export interface GetOrderStatusesOptions extends CallOptions {
  /**
   * How many questions are in progress at once, from 1 to 1,000. Results that were not taken yet count too, so a slow
   * reader slows the questions down.
   *
   * @defaultValue 8
   */
  readonly concurrency?: number | undefined;
}

/** The outcome of one question of a list: its result, or the error. One failure does not end the list. */
export type OrderStatusOutcome<Question extends OrderQuestion = OrderQuestion> =
  | { readonly question: Question; readonly ok: true; readonly result: OrderStatusResult }
  | { readonly question: Question; readonly ok: false; readonly error: unknown };

/**
 * Asks the partner API of Apps in Toss about orders. Create one with `createPartnerClient` and keep it for the whole
 * process. It only reads: no money moves.
 */
export interface PartnerClient {
  /**
   * Asks once for the status of an order (with safe retries inside one deadline). Reads only: no money moves.
   *
   * @throws PartnerInputError for a malformed order id or user key, before anything is sent.
   * @throws IapServerError of another class when there is no usable answer: `retryable` says whether to ask
   * again.
   */
  getOrderStatus(request: GetOrderStatusRequest): Promise<OrderStatusResult>;

  /**
   * Asks repeatedly until the order can be granted or is final: fast at first, because a user is waiting, then more
   * slowly. It keeps asking on ORDER_IN_PROGRESS, on NOT_FOUND (which can lag behind), and on FAILED (which the
   * platform also answers for a paid order until its grant is confirmed). If the deadline comes first, it resolves with
   * the last answer, whose `isGrantable` is then not true. Without a deadline it waits for 25 seconds. A NOT_FOUND that
   * stays for 10 seconds is returned. Reads only: no money moves.
   *
   * @throws the same errors as {@link PartnerClient.getOrderStatus}; a retryable one only if no answer came before the
   * deadline.
   */
  waitForOrder(request: WaitForOrderRequest): Promise<OrderStatusResult>;

  /**
   * Asks about many orders and yields each outcome as soon as its answer comes. Reads the input only as fast as you
   * take results. Equal questions in progress are asked once. Uses the background lane unless `lane` says otherwise. If
   * you stop reading early, the calls in progress are ended. Reads only: no money moves.
   *
   * @throws PartnerAbortError if `signal` ends the list early, after the outcomes of the calls in progress. An error of
   * the input is thrown in the same way. PartnerInputError for an invalid option.
   */
  getOrderStatuses<Question extends OrderQuestion>(
    questions: Iterable<Question> | AsyncIterable<Question>,
    options?: GetOrderStatusesOptions,
  ): AsyncIterableIterator<OrderStatusOutcome<Question>>;

  /**
   * When the last client certificate expires, for a health check. `undefined` with a `fetch`, which does not tell its
   * certificate.
   */
  certificateExpiresAt(): Date | undefined;

  /**
   * The mini-app that the first client certificate names (its CN). `undefined` with a `fetch`, or while an asynchronous
   * certificate source has not answered yet.
   */
  miniApp(): string | undefined;

  /**
   * Loads new certificates without a restart: calls their sources again and uses the result for new connections. Calls
   * in progress end on the old ones. Does nothing with a `fetch`.
   *
   * @throws ClientCertificateError if the new certificates cannot be used. Then the old ones stay in use.
   */
  reloadCertificates(): Promise<void>;

  /** Closes the connections. Calls in progress fail with a `PartnerClosedError`. */
  close(): Promise<void>;
}
