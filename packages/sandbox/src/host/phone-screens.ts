import type { HostScreen } from '../wire/wire-event.js';
import type { RefundReason } from '../world/refund.js';

/** A page of the Toss app's own, and what it is about. */
export interface ShownScreen {
  readonly screen: HostScreen;
  readonly orderId: string;
  /** Of an error, or of a grant that failed. */
  readonly code?: string;
  readonly displayName?: string;
  readonly displayAmount?: string;
}

/** Draws what the Toss app shows besides the order sheet. */
export interface PhoneScreens {
  /**
   * Shows a page of the Toss app until the person leaves it.
   * @returns the reason with which they ask for their money back; undefined if they do not
   */
  show(screen: ShownScreen): Promise<RefundReason | undefined>;
  /** A push to the user of this phone, or a word of the Toss app. */
  notify(text: string): void;
}
