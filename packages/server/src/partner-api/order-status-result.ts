import type { KnownOrderStatus, OrderId, OrderStatus } from '@ait-iap/protocol';
import type { StatusInstant } from './status-instant.js';

/** The statuses for which the product is handed over. */
export type GrantableOrderStatus = 'PAYMENT_COMPLETED' | 'PURCHASED';

interface AnswerFields {
  readonly orderId: OrderId;
  /** The platform's explanation, in its own words. */
  readonly reason: string;
  /**
   * The product. The platform leaves it out for NOT_FOUND, MINIAPP_MISMATCH and ERROR; one that is no text or only
   * blanks is missing, too.
   */
  readonly sku?: string;
  /** When the status came to be. Left out like the sku, and when the platform gave something else than a text. */
  readonly statusDeterminedAt?: StatusInstant;
  /** Whether the source documents call the status final; see `isFinal` of the protocol for what that is worth. */
  readonly isFinal: boolean;
  /** The answer as it came, with fields that this version does not know. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Paid: the product is to be granted, once. */
export interface GrantableOrderResult extends AnswerFields {
  readonly status: GrantableOrderStatus;
  readonly known: true;
  readonly isGrantable: true;
}

/** A status that this version knows, and that grants nothing. */
export interface UngrantableOrderResult extends AnswerFields {
  readonly status: Exclude<KnownOrderStatus, GrantableOrderStatus>;
  readonly known: true;
  readonly isGrantable: false;
}

/** A status that did not exist when this was written: never granted, never final, the word kept. */
export interface UnknownOrderResult extends AnswerFields {
  readonly status: OrderStatus;
  readonly known: false;
  readonly isGrantable: false;
  readonly isFinal: false;
}

/**
 * What the platform says about an order. `status` is the platform's word; with `known` true it is one of
 * `ORDER_STATUSES`, so that a `switch` over it can be exhaustive.
 */
export type OrderStatusResult = GrantableOrderResult | UngrantableOrderResult | UnknownOrderResult;
