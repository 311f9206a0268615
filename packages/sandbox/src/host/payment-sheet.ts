import type { LocalizedText } from '@ait-iap/protocol';
import type { PurchaseScenarioName } from '../faults/purchase-scenarios.js';

/** The content of the order sheet. The price is a text from the host. Show only this price. */
export interface OrderSheet {
  /** The id of the order. */
  readonly orderId: string;
  /** The product. */
  readonly sku: string;
  /** The type of the product. */
  readonly type: 'CONSUMABLE' | 'NON_CONSUMABLE' | 'SUBSCRIPTION';
  /** The name of the product, to show. */
  readonly displayName: string;
  /** The price with its currency, to show. */
  readonly displayAmount: string;
  /** The description of the product, to show. */
  readonly description: string;
  /** The URL of the product's picture. */
  readonly iconUrl: string;
  /** Subscriptions only. */
  readonly renewalCycle?: 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  /** The requested offer in words: for how long it holds, and the price after it. */
  readonly offer?: LocalizedText;
  /** The faults that were armed elsewhere and may strike this order, in words. */
  readonly armed?: readonly LocalizedText[];
}

/** The decision of the person, or of a test, on the sheet. */
export type PaymentDecision = 'approve' | 'cancel';

/** The person pays and chooses what happens to this order. The faults are armed only for this order. */
export interface ChosenScenario {
  /** The person pays. */
  readonly decision: 'approve';
  /** What happens to this order. */
  readonly scenario: PurchaseScenarioName;
}

/** The answer of a sheet. A plain `approve` arms nothing. */
export type PaymentAnswer = PaymentDecision | ChosenScenario;

/**
 * Draws the order sheet and waits for the person. Nothing is paid before it answers `approve`. It may take minutes. If
 * `signal` aborts (the page has gone, the sandbox closes), nothing is paid, whatever it answers. A rejection counts as
 * `cancel`.
 */
export interface PaymentSheet {
  /** Shows the sheet and resolves with the person's answer. */
  present(sheet: OrderSheet, signal: AbortSignal): Promise<PaymentAnswer>;
  /**
   * Called when the Toss app has sent its last message about an order or shows its own screen. A sheet that stayed open
   * during the grant then closes.
   */
  settled?(orderId: string): void;
}

/** A sheet, one decision for every sheet, or a function that decides. */
export type PaymentOption =
  | PaymentDecision
  | PaymentSheet
  | ((sheet: OrderSheet, signal: AbortSignal) => PaymentAnswer | Promise<PaymentAnswer>);
