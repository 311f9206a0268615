import type { PurchaseOutcome } from '@ait-iap/client';
import type { Sale } from './sale.js';

/** Somebody tapped "buy" once. */
export interface Tap {
  readonly number: number;
  readonly userKey: string;
  readonly sku: string;
  readonly deviceId: string;
  /** The order sheets that it opened. */
  readonly sales: Sale[];
  /** What the app was told. */
  outcome: PurchaseOutcome | undefined;
  /** The page of the tap has died, so it can be told nothing. */
  gone: boolean;
}
