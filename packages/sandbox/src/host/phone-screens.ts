import type { HostScreen } from '../wire/wire-event.js';
import type { RefundReason } from '../world/refund.js';

/** A screen of the Toss app, and its subject. */
export interface ShownScreen {
  /** Which screen it is. */
  readonly screen: HostScreen;
  /** The order that it is about. */
  readonly orderId: string;
  /** The code of an error or a failed grant. */
  readonly code?: string;
  /** The name of the product, to show. */
  readonly displayName?: string;
  /** The price with its currency, to show. */
  readonly displayAmount?: string;
}

/** Draws the Toss app's screens besides the order sheet. */
export interface PhoneScreens {
  /**
   * Shows a screen of the Toss app until the person leaves it.
   * @returns the reason of a refund request; `undefined` without a request
   */
  show(screen: ShownScreen): Promise<RefundReason | undefined>;
  /** Shows a push to the user of this phone, or a message of the Toss app. */
  notify(text: string): void;
}
