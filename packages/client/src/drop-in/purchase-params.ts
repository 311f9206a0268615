import type { PurchaseResult } from '@ait-iap/protocol';
import type { GrantContext, GrantDecision } from '../grant/grant-callback.js';

/** The event of a finished purchase, as in the official SDK. */
export interface SuccessEvent {
  readonly type: 'success';
  readonly data: PurchaseResult;
}

/** The product to buy: `sku`, or its deprecated name `productId`. */
export type SkuOption = { sku: string; productId?: never } | { productId: string; sku?: string };

interface PurchaseCallbacks {
  /**
   * Called once, when the product is granted and the Toss app knows it; `onError` is then never called.
   * An earlier order that was found paid and is granted now ends here too, with no order sheet in between.
   */
  onEvent: (event: SuccessEvent) => void | Promise<void>;
  /** Called once with an `IapError` for any other end; look at `charged` before you say that nothing was paid. */
  onError: (error: unknown) => void | Promise<void>;
  /**
   * Beyond the official SDK: called with `true` when an earlier payment for the product is being looked after before the
   * sheet opens, which takes seconds and shows nothing by itself, and with `false` once that is done.
   */
  onChecking?: ((checking: boolean) => void) | undefined;
}

interface GrantOption {
  /**
   * Gives the user the product: ask your backend, and answer `true` only when the grant is durably recorded, now or
   * before. A throw, a timeout (25 s) and any value that is not a yes are answered with no at once.
   */
  processProductGrant: (order: GrantContext) => GrantDecision | Promise<GrantDecision>;
  /**
   * Beyond the official SDK: buys although an earlier payment for the product did not arrive, because the user has been
   * told of it and wants another one.
   */
  buyAgain?: boolean | undefined;
}

/** What {@link createOneTimePurchaseOrder} is passed; the official SDK's parameters fit. */
export interface OneTimePurchaseParams extends PurchaseCallbacks {
  options: GrantOption & SkuOption;
}

/** What {@link createSubscriptionPurchaseOrder} is passed; the official SDK's parameters fit. */
export interface SubscriptionPurchaseParams extends PurchaseCallbacks {
  options: GrantOption & { sku: string; offerId?: string | null | undefined };
}
