import type { GrantCallback } from '../grant/grant-callback.js';
import type { PurchaseOutcome } from './outcome.js';

/** The product to buy, and its grant callback. */
export interface PurchaseOrder {
  /** The bridge function for this kind of product. */
  readonly feature: 'createOneTimePurchaseOrder' | 'createSubscriptionPurchaseOrder';
  readonly sku: string;
  /** For a subscription: the offer to use. */
  readonly offerId?: string | null | undefined;
  readonly grant: GrantCallback;
  /** Whether the user knows about a payment that did not arrive, and buys another one anyway. */
  readonly buyAgain?: boolean | undefined;
  /** How long the grant callback may take, in milliseconds. */
  readonly grantTimeoutMs?: number | undefined;
  /**
   * Called with `true` when an earlier payment for the product is checked before the sheet opens, which takes seconds,
   * and with `false` after that.
   */
  readonly onChecking?: ((checking: boolean) => void) | undefined;
  /** Called with `true` before the order sheet opens and with `false` when it has closed. */
  readonly onPaymentVisible?: ((visible: boolean) => void) | undefined;
  /**
   * Called with the end of the order sheet, and again if it says more after the outcome: a silent sheet, or one that told of
   * an error, may be paid later.
   */
  readonly onSheetEnded?: ((outcome: PurchaseOutcome) => void) | undefined;
}
