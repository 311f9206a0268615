import type { Moment, PlatformOrder } from '../../../packages/server/test/stories/platform/platform-order.js';

/** One order sheet and its result: what the app market took, and what Toss knows. */
export interface Sale {
  readonly orderId: string;
  readonly userKey: string;
  readonly sku: string;
  readonly deviceId: string;
  /** In true time, like every time below. */
  readonly openedAt: number;
  /** What the clock of the device said then. */
  readonly openedAtOnDevice: number;
  /** The same order as the partner API knows it, and the moments that it is made of. */
  readonly order: PlatformOrder;
  readonly moments: Moment[];
  /** When the page was told how the sheet ended, and was alive to hear it. */
  toldAt: number | undefined;
  /** When the sheet said an error, and went on all the same. */
  erredAt: number | undefined;
  /** When the page that opened the sheet died. */
  pageDiedAt: number | undefined;
  /** The user can still decide. Until then, the page behind the sheet cannot be tapped. */
  sheetOpen: boolean;
  /** The payment waits for somebody's approval. */
  awaitsApproval: boolean;
  /** When the app market took the money. */
  paidAt: number | undefined;
  /** When the lists of the Toss app know of the payment. */
  listedAt: number;
  /** When the grant was confirmed to Toss. */
  confirmedAt: number | undefined;
  refundedAt: number | undefined;
}
