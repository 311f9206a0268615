import type { KnownOrderStatus, OrderId, OrderStatus } from '@ait-iap/protocol';
import type { StatusInstant } from './status-instant.js';

/** The statuses for which the product may be granted. */
export type GrantableOrderStatus = 'PAYMENT_COMPLETED' | 'PURCHASED';

/** The fields that every answer about an order has. */
interface AnswerFields {
  /** The order of the question, in lower case. */
  readonly orderId: OrderId;
  /** The platform's explanation, in its own words. */
  readonly reason: string;
  /**
   * The product. The platform leaves it out for NOT_FOUND, MINIAPP_MISMATCH and ERROR. A value that is not a string or
   * is blank counts as missing.
   */
  readonly sku?: string;
  /**
   * Since when the order has this status. Missing in the same cases as the sku, and if the platform sent something
   * other than a string.
   */
  readonly statusDeterminedAt?: StatusInstant;
  /** Whether the source documents call the status final. It proves little: see `isFinal` in `@ait-iap/protocol`. */
  readonly isFinal: boolean;
  /** The answer as it arrived, including fields that this version does not know. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Paid: grant the product, once. */
export interface GrantableOrderResult extends AnswerFields {
  /** The platform's status. Both values mean that the user has paid. */
  readonly status: GrantableOrderStatus;
  /** The status is one of `ORDER_STATUSES`. */
  readonly known: true;
  /** The user has paid, and no refund is known. */
  readonly isGrantable: true;
}

/** A known status that does not allow a grant. */
export interface UngrantableOrderResult extends AnswerFields {
  /**
   * The platform's status, such as `REFUNDED` or `ORDER_IN_PROGRESS`. FAILED may still turn into a paid order within
   * the grant window.
   */
  readonly status: Exclude<KnownOrderStatus, GrantableOrderStatus>;
  /** The status is one of `ORDER_STATUSES`. */
  readonly known: true;
  /** Do not grant the product on this answer. */
  readonly isGrantable: false;
}

/** A status that this version does not know. It is never granted and never final. The word is kept. */
export interface UnknownOrderResult extends AnswerFields {
  /** The platform's word, as it came. The user may have paid. */
  readonly status: OrderStatus;
  /** The status is not in `ORDER_STATUSES` of this version. */
  readonly known: false;
  /** An unknown status never grants. */
  readonly isGrantable: false;
  /** An unknown status is never final, so the order is checked again. */
  readonly isFinal: false;
}

/**
 * What the platform says about an order. `status` is the platform's word. If `known` is true, it is one of
 * `ORDER_STATUSES`, so a `switch` over it can be exhaustive.
 */
export type OrderStatusResult = GrantableOrderResult | UngrantableOrderResult | UnknownOrderResult;
