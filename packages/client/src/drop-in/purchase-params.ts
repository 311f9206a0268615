import type { PurchaseResult } from '@ait-iap/protocol';
import type { GrantContext, GrantDecision } from '../grant/grant-callback.js';

/** The event of a finished purchase, with the official SDK's form. */
export interface SuccessEvent {
  /** Always `success`: the order is granted and confirmed to the Toss app. */
  readonly type: 'success';
  /** What was bought. */
  readonly data: PurchaseResult;
}

/** The product to buy: `sku`, or its deprecated name `productId`. */
export type SkuOption = { sku: string; productId?: never } | { productId: string; sku?: string };

/** The callbacks of a purchase: exactly one of the two is called, once. */
interface PurchaseCallbacks {
  /**
   * Called once, when the product is granted and confirmed to the Toss app. `onError` is then never called. It is also
   * called, without an order sheet, if an earlier order was found paid and is granted now.
   */
  onEvent: (event: SuccessEvent) => void | Promise<void>;
  /** Called once with an `IapError` for any other end. Check `charged` before you say that nothing was paid. */
  onError: (error: unknown) => void | Promise<void>;
  /**
   * Not in the official SDK: called with `true` when an earlier payment for the product is checked before the sheet
   * opens, and with `false` after that. The check takes seconds and shows nothing by itself.
   */
  onChecking?: ((checking: boolean) => void) | undefined;
}

/** How the product of a purchase is granted. */
interface GrantOption {
  /**
   * Grants the product: ask your backend, and answer `true` only when the grant is durably recorded, now or before. A
   * throw, a timeout (25 s) or any other value counts as no, and the Toss app is told so at once.
   */
  processProductGrant: (order: GrantContext) => GrantDecision | Promise<GrantDecision>;
  /**
   * Not in the official SDK: buys even if an earlier payment for the product did not arrive. Pass it only if the user
   * knows about that payment and wants to pay again.
   */
  buyAgain?: boolean | undefined;
}

/** The parameters of {@link createOneTimePurchaseOrder}. Those of the official SDK fit. */
export interface OneTimePurchaseParams extends PurchaseCallbacks {
  /** The product, and the callback that grants it. */
  options: GrantOption & SkuOption;
}

/** The parameters of {@link createSubscriptionPurchaseOrder}. Those of the official SDK fit. */
export interface SubscriptionPurchaseParams extends PurchaseCallbacks {
  /** The product, its offer if there is one, and the callback that grants it. */
  options: GrantOption & { sku: string; offerId?: string | null | undefined };
}
