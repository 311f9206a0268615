import type { ANY_USER } from './any-user.js';
import type { CallOptions } from './call-options.js';
import type { OrderStatusResult } from './order-status-result.js';

/** Which order, of which user. */
export interface OrderQuestion {
  /** The order id as the mini-app got it: any RFC 9562 UUID. */
  readonly orderId: string;
  /** The user's key from Toss Login, or {@link ANY_USER} to leave the header out on purpose. */
  readonly userKey: string | typeof ANY_USER;
}

/** A question about one order, and how long and how urgently to ask it. */
export interface GetOrderStatusRequest extends OrderQuestion, CallOptions {}

/** A question about one order that is asked again until the answer can be used. */
export interface WaitForOrderRequest extends OrderQuestion, CallOptions {}

/** How a list of questions is asked. */
export interface GetOrderStatusesOptions extends CallOptions {
  /**
   * How many questions are under way at once, from 1 to 1,000. Results that nobody takes count, so a slow
   * reader slows the asking down.
   *
   * @defaultValue 8
   */
  readonly concurrency?: number | undefined;
}

/**
 * What became of one question of a list: its result, or why there is none. One failure does not end the list.
 */
export type OrderStatusOutcome<Question extends OrderQuestion = OrderQuestion> =
  | { readonly question: Question; readonly ok: true; readonly result: OrderStatusResult }
  | { readonly question: Question; readonly ok: false; readonly error: unknown };

/**
 * Asks the partner API of Apps in Toss about orders. Make one with `createPartnerClient` and keep it for the
 * process.
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
   * Asks until the order can be granted or is final, through ORDER_IN_PROGRESS, the lag of NOT_FOUND, and FAILED, which the
   * platform also says of a paid order until its grant is confirmed:
   * fast at first, because a user is waiting, then more slowly. Resolves with the last answer when the
   * deadline comes first; then `isGrantable` is not true. Without a deadline it waits for
   * 25 seconds; a NOT_FOUND that stays for 10 seconds is the answer.
   *
   * @throws as {@link PartnerClient.getOrderStatus}; a retryable failure only when no answer came before the
   * deadline.
   */
  waitForOrder(request: WaitForOrderRequest): Promise<OrderStatusResult>;

  /**
   * Asks about many orders and yields each outcome as it comes, in the order of the answers. Takes from the
   * input only as fast as results are taken; questions that are equal while one is in flight are asked once.
   * Asked in the background lane unless `lane` says otherwise. A reader that stops early ends what is under
   * way.
   *
   * @throws PartnerAbortError, after the outcomes of what was under way, when `signal` ended the list before
   * its end; whatever the input throws, likewise; PartnerInputError for an option that cannot be used
   */
  getOrderStatuses<Question extends OrderQuestion>(
    questions: Iterable<Question> | AsyncIterable<Question>,
    options?: GetOrderStatusesOptions,
  ): AsyncIterableIterator<OrderStatusOutcome<Question>>;

  /**
   * When the last client certificate runs out, for a health check; `undefined` with a `fetch`, which keeps it
   * to itself.
   */
  certificateExpiresAt(): Date | undefined;

  /**
   * The mini-app that the first client certificate names (its CN); `undefined` with a `fetch`, or while a certificate that comes
   * asynchronously has not been read.
   */
  miniApp(): string | undefined;

  /**
   * Takes up new certificates without a restart: calls their sources again and uses them for new connections,
   * while calls under way end on the old ones. Does nothing with a `fetch`.
   *
   * @throws ClientCertificateError if the new certificates cannot be used; the old ones stay in use then
   */
  reloadCertificates(): Promise<void>;

  /** Ends the connections. Calls under way fail. */
  close(): Promise<void>;
}
