import type { LocalizedText } from '@ait-iap/protocol';
import type { Charged, ErrorCategory } from './error-category.js';
import type { ErrorCode } from './error-code.js';
import { errorTraits } from './error-traits.js';

const BRAND = Symbol.for('ait-iap.client-error');

/** What may be known of an error beside its code. */
export interface IapErrorDetails {
  /**
   * Why, for developers, with what to do about it.
   * @defaultValue the code
   */
  readonly why?: string | undefined;
  /** The order it is about, when there is one. */
  readonly orderId?: string | undefined;
  /** What was thrown or sent below, unchanged. */
  readonly cause?: unknown;
  /** Overrides what the code says: a list that failed for want of a network has charged nobody. */
  readonly charged?: Charged | undefined;
}

/**
 * The one error of this package: every function rejects with it and every `onError` gets it.
 *
 * Not used for a caller's own abort: that rejects with the signal's reason.
 */
export class IapError extends Error {
  override readonly name = 'IapError';
  /** The platform's code as it came, or one of `ClientErrorCode`. */
  declare readonly code: ErrorCode;
  /** Where it leads the user. */
  declare readonly category: ErrorCategory;
  /** Whether the same call may work later without anybody changing anything. */
  declare readonly retryable: boolean;
  /** Whether money moved. */
  declare readonly charged: Charged;
  /** The order it is about, when there is one. */
  declare readonly orderId: string | undefined;
  /** What to tell the user, in Korean and English; `errorPage` has more for most codes. */
  declare readonly userMessage: LocalizedText;
  /** Marks the class across copies of this package in one bundle. */
  readonly [BRAND] = true;

  /**
   * Its message reads "Failed to {doing}: {why}.", then what the user is told, in English and Korean.
   *
   * @param code - the platform's code or one of ours
   * @param doing - what failed: "buy", "call getPendingOrders"
   */
  constructor(code: ErrorCode, doing: string, details: IapErrorDetails = {}) {
    const { category, charged, userMessage } = errorTraits(code);
    super(`Failed to ${doing}: ${details.why ?? code}. ${userMessage.en} ${userMessage.ko}`, details);
    this.userMessage = userMessage;
    this.code = code;
    this.category = category;
    this.retryable = category === 'try-again' || code === 'ORDER_UNRESOLVED';
    this.charged = details.charged ?? charged;
    this.orderId = details.orderId;
  }
}

/** Whether `value` is an {@link IapError}, also one made by another copy of this package. */
export function isIapError(value: unknown): value is IapError {
  return value instanceof Error && (value as { [BRAND]?: unknown })[BRAND] === true;
}
