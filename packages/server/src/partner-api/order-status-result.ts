import type { KnownOrderStatus, OrderId, OrderStatus } from '@ait-iap/protocol';
import type { StatusInstant } from './status-instant.js';

/** The statuses for which the product may be granted. */
export type GrantableOrderStatus = 'PAYMENT_COMPLETED' | 'PURCHASED';

interface AnswerFields {
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
  readonly status: GrantableOrderStatus;
  readonly known: true;
  readonly isGrantable: true;
}

/** A known status that does not allow a grant. */
export interface UngrantableOrderResult extends AnswerFields {
  readonly status: Exclude<KnownOrderStatus, GrantableOrderStatus>;
  readonly known: true;
  readonly isGrantable: false;
}

/** A status that this version does not know. It is never granted and never final. The word is kept. */
export interface UnknownOrderResult extends AnswerFields {
  readonly status: OrderStatus;
  readonly known: false;
  readonly isGrantable: false;
  readonly isFinal: false;
}

/**
 * What the platform says about an order. `status` is the platform's word. If `known` is true, it is one of
 * `ORDER_STATUSES`, so a `switch` over it can be exhaustive.
 */
export type OrderStatusResult = GrantableOrderResult | UngrantableOrderResult | UnknownOrderResult;
