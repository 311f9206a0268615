import type { PurchaseResult } from '@ait-iap/protocol';
import { IapError } from '../errors/iap-error.js';
import { toIapError } from '../errors/to-iap-error.js';
import { read, withDefaults } from '../payloads/read.js';
import type { Shape } from '../payloads/shape.js';
import type { PurchaseInput } from './purchase-machine.js';

const PURCHASED: Shape = { orderId: 'string, not empty', subscriptionId: 'string, null or missing' };

const RECEIPT: Shape = {
  orderId: 'string, not empty',
  displayName: 'string',
  displayAmount: 'string',
  amount: 'number',
  currency: 'string',
  fraction: 'number',
  miniAppIconUrl: 'string, null or missing',
};

/** Reads what the Toss app shows about a finished order; agrees with `purchaseResultSchema`. */
export function readReceipt(functionName: string, answer: unknown): PurchaseResult {
  return withDefaults(read<PurchaseResult>(functionName, RECEIPT, answer), { miniAppIconUrl: null });
}

/**
 * Reads an event of the order sheet; agrees with `purchaseEventSchema` for what the schema can read.
 *
 * It is more patient where money has moved: a success whose details are unusable is still a success.
 */
export function readPurchaseEvent(functionName: string, event: unknown): PurchaseInput {
  const { type, data } = (event ?? {}) as { type?: unknown; data?: unknown };
  if (type !== 'purchased' && type !== 'success') return { type: 'unknown-word' };
  try {
    const { orderId, subscriptionId } = read<Purchased>(functionName, PURCHASED, data);
    if (type === 'purchased') return { type, orderId, ...(subscriptionId && { subscriptionId }) };
    return { type, orderId, receipt: usableReceipt(functionName, data) };
  } catch (cause) {
    return sheetError(new IapError('ORDER_UNRESOLVED', 'buy', { charged: 'yes', cause }));
  }
}

function usableReceipt(functionName: string, data: unknown): PurchaseResult | undefined {
  try {
    return readReceipt(functionName, data);
  } catch {
    return undefined;
  }
}

/** An error of the order sheet. */
export function sheetError(error: unknown): PurchaseInput {
  return { type: 'error', error: toIapError(error, 'buy') };
}

interface Purchased {
  readonly orderId: string;
  readonly subscriptionId?: string | null;
}
