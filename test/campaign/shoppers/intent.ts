/** How a tap on "buy" ended, as the app was told. */
export interface Ending {
  readonly status: string;
  readonly orderId?: string | undefined;
  readonly charged?: string | undefined;
  readonly code?: string | undefined;
}

/** Somebody wants a product once, however often they tap: a double tap is one intent. */
export interface Intent {
  readonly number: number;
  readonly userKey: string;
  readonly sku: string;
  /** How often was tapped. */
  readonly taps: number;
  readonly endings: Ending[];
  /** The orders whose sheets were shown. */
  readonly orderIds: string[];
  /** The page has gone before it was told everything. */
  gone: boolean;
}
