import type { PurchaseScenarioName } from '../faults/purchase-scenarios.js';

/** What the order sheet shows. The price is text from the host and the only one to show. */
export interface OrderSheet {
  readonly orderId: string;
  readonly sku: string;
  readonly type: 'CONSUMABLE' | 'NON_CONSUMABLE' | 'SUBSCRIPTION';
  readonly displayName: string;
  readonly displayAmount: string;
  readonly description: string;
  readonly iconUrl: string;
  /** Subscriptions only. */
  readonly renewalCycle?: 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  /** The offer that was asked for, in words such as `무료 체험 P1W`. */
  readonly offer?: string;
}

/** What the person, or the test in their place, does with the sheet. */
export type PaymentDecision = 'approve' | 'cancel';

/** They pay, and choose what becomes of this order from here on: its faults are armed for it alone. */
export interface ChosenScenario {
  readonly decision: 'approve';
  readonly scenario: PurchaseScenarioName;
}

/** What a sheet answers. A bare `approve` arms nothing. */
export type PaymentAnswer = PaymentDecision | ChosenScenario;

/**
 * Draws the order sheet and waits for the person. No money has moved before it answers `approve`. It may take
 * minutes. When `signal` aborts (the page has gone, the sandbox closes) nothing is paid, whatever it answers; a
 * rejection counts as `cancel`.
 */
export interface PaymentSheet {
  present(sheet: OrderSheet, signal: AbortSignal): Promise<PaymentAnswer>;
  /**
   * The Toss app has said its last word about an order, or shows a page of its own: a sheet that stayed up while the
   * product was granted goes down.
   */
  settled?(orderId: string): void;
}

/** A sheet, the same decision for every sheet, or a function of the sheet. */
export type PaymentOption =
  | PaymentDecision
  | PaymentSheet
  | ((sheet: OrderSheet, signal: AbortSignal) => PaymentAnswer | Promise<PaymentAnswer>);
