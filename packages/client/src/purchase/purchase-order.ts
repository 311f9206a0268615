import type { GrantCallback } from '../grant/grant-callback.js';
import type { PurchaseOutcome } from './outcome.js';

/** What is to be bought, and who grants it. */
export interface PurchaseOrder {
  /** The function that sells this kind of product. */
  readonly feature: 'createOneTimePurchaseOrder' | 'createSubscriptionPurchaseOrder';
  readonly sku: string;
  /** Of a subscription: the offer to apply. */
  readonly offerId?: string | null | undefined;
  readonly grant: GrantCallback;
  /** The user has been told of a payment that did not arrive, and buys another one all the same. */
  readonly buyAgain?: boolean | undefined;
  /** How long the grant callback has, in milliseconds. */
  readonly grantTimeoutMs?: number | undefined;
  /**
   * Told `true` when an earlier payment for the product is being looked after before the sheet opens, which takes
   * seconds, and `false` once that is done: show that you are checking the last payment.
   */
  readonly onChecking?: ((checking: boolean) => void) | undefined;
  /** Told `true` before the order sheet opens and `false` once it is done: pause music and video in between. */
  readonly onPaymentVisible?: ((visible: boolean) => void) | undefined;
  /** Told how the order sheet ended, also where that was later than the outcome: a sheet that fell silent may be paid. */
  readonly onSheetEnded?: ((outcome: PurchaseOutcome) => void) | undefined;
}
