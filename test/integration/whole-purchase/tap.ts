import { IapError, type PurchaseOutcome } from '@ait-iap/client';

/** How a tap on "buy" ended, as the app was told. */
export interface Ending {
  readonly status: PurchaseOutcome['status'];
  readonly orderId?: string | undefined;
  readonly charged?: string | undefined;
  readonly code?: string | undefined;
  /** Whether the shop's tables had a grant of that order at that moment. */
  readonly inLedger: boolean;
}

/** One intent: a user tapped "buy" once. */
export interface Tap {
  readonly number: number;
  readonly userKey: string;
  readonly sku: string;
  readonly through: 'client' | 'drop-in';
  /** Every ending that the app was told. There must be one. */
  readonly endings: Ending[];
  /** The orders of the sheets that it opened. */
  readonly orderIds: string[];
  /** The app has gone away: it was closed, or it has called the cleanup of a drop-in function. */
  gone: boolean;
}

type Told = Omit<Ending, 'inLedger'>;

/** An outcome of the client, in the words of an ending. */
export function endingOf(outcome: PurchaseOutcome): Told {
  const { status } = outcome;
  if (status === 'granted') return { status, orderId: outcome.orderId };
  const { charged, code } = outcome.error;
  return { status, charged, code, orderId: 'orderId' in outcome ? outcome.orderId : undefined };
}

/** What a drop-in function told `onError`, in the words of an ending. */
export function endingOfError(error: unknown): Told {
  if (!(error instanceof IapError)) return { status: 'failed', charged: `no IapError: ${String(error)}` };
  return { status: 'failed', charged: error.charged, code: error.code, orderId: error.orderId };
}
