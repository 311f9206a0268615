import type { LocalizedText } from '@ait-iap/protocol';
import { caseOf } from './error-cases.js';
import type { Charged, ErrorCategory } from './error-category.js';
import type { ErrorCode } from './error-code.js';
import { orIfItThrows } from './or-if-it-throws.js';

/** Marks an error of this package, so that two copies of the package recognise each other's errors. */
const BRAND = Symbol.for('ait-iap.client-error');

/** The details of an error besides its code. */
export interface IapErrorDetails {
  /**
   * The reason, for developers, with a remedy.
   * @defaultValue the code
   */
  readonly why?: string | undefined;
  /** The order it is about, when there is one. */
  readonly orderId?: string | undefined;
  /** What was thrown or sent below, unchanged. */
  readonly cause?: unknown;
  /** Overrides the value of the code: for example, a list that failed without a network has charged nobody. */
  readonly charged?: Charged | undefined;
}

/**
 * The one error of this package: every function rejects with it and every `onError` gets it.
 *
 * It has two texts: {@link IapError.developerMessage} and {@link IapError.userMessage}. `message` is the developer's
 * text. The drop-in functions are the only exception: pages written for the official SDK show `message` to users, so
 * there it is the user's text in Korean.
 *
 * Not used for a caller's own abort: that rejects with the signal's reason.
 */
export class IapError extends Error {
  /** Stays the same when a bundler renames the class. Use `isIapError` to recognise an error. */
  override readonly name = 'IapError';
  /** The platform's code as it came, or one of `ClientErrorCode`. */
  declare readonly code: ErrorCode;
  /** The category: what the user should do next. */
  declare readonly category: ErrorCategory;
  /** Whether the same call may work later without any change. */
  declare readonly retryable: boolean;
  /** Whether money has moved. */
  declare readonly charged: Charged;
  /** The order it is about, when there is one. */
  declare readonly orderId: string | undefined;
  /** The text for the user, in Korean and English. */
  declare readonly userMessage: LocalizedText;
  /** What failed, why, and what to do, for the developer of the mini-app. Never show it to users. */
  declare readonly developerMessage: string;
  /** Marks the class across copies of this package in one bundle. */
  readonly [BRAND] = true;

  /**
   * The developer's message reads "Failed to {doing}: {why}."
   *
   * @param code - the platform's code or one of ours
   * @param doing - what failed: "buy", "call getPendingOrders"
   */
  constructor(code: ErrorCode, doing: string, details: IapErrorDetails = {}) {
    super(`Failed to ${doing}: ${details.why ?? code}.`, details);
    const [category, charged, ko, en] = caseOf(code);
    Object.assign(this, {
      code,
      category,
      retryable: category === 'try-again' || code === 'ORDER_UNRESOLVED',
      charged: details.charged ?? charged,
      orderId: details.orderId,
      userMessage: { ko, en },
      developerMessage: this.message,
    });
  }

  /** All fields except `cause`, including `message`, which `JSON.stringify` leaves out of other errors. */
  toJSON(): object {
    return { ...this, message: this.message };
  }
}

/** Whether `value` is an {@link IapError}, also one made by another copy of this package. */
export function isIapError(value: unknown): value is IapError {
  return orIfItThrows(
    () => value instanceof Error && (value as { [BRAND]?: unknown })[BRAND] === true,
    false,
  );
}
