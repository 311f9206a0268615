import type { Charged, ErrorCategory } from './error-category.js';
import type { KnownErrorCode } from './error-code.js';

/** What a code says by itself. */
export type ErrorTraits = readonly [category: ErrorCategory, charged: Charged];

const TRAITS: Readonly<Record<KnownErrorCode, ErrorTraits>> = {
  APP_BRIDGE_THROTTLED: ['try-again', 'no'],
  // Paid, and the store could not verify the user: the store has to be asked for the refund.
  APP_MARKET_VERIFICATION_FAILED: ['paid-unresolved', 'yes'],
  BRIDGE_NOT_FOUND: ['not-available-here', 'no'],
  GRANT_UNAVAILABLE: ['paid-unresolved', 'yes'],
  HOST_TIMEOUT: ['try-again', 'unknown'],
  INTERNAL_ERROR: ['try-again', 'unknown'],
  INVALID_ARGUMENT: ['defect', 'no'],
  INVALID_PAYLOAD: ['defect', 'unknown'],
  INVALID_PRODUCT_ID: ['defect', 'no'],
  INVALID_USER_ENVIRONMENT: ['user-must-act', 'no'],
  ITEM_ALREADY_OWNED: ['user-must-act', 'no'],
  KOREAN_ACCOUNT_ONLY: ['user-must-act', 'no'],
  NETWORK_ERROR: ['try-again', 'unknown'],
  ORDER_UNRESOLVED: ['paid-unresolved', 'unknown'],
  // The payment waits for somebody's approval and may still happen.
  PAYMENT_PENDING: ['user-must-act', 'unknown'],
  PRODUCT_NOT_GRANTED_BY_PARTNER: ['paid-unresolved', 'yes'],
  PURCHASE_ABANDONED: ['paid-unresolved', 'unknown'],
  PURCHASE_IN_PROGRESS: ['try-again', 'no'],
  TOSS_SERVER_VERIFICATION_FAILED: ['paid-unresolved', 'yes'],
  UNKNOWN: ['defect', 'unknown'],
  UNSUPPORTED_APP_VERSION: ['not-available-here', 'no'],
  USER_CANCELED: ['user-canceled', 'no'],
};

/** The traits of a code; a code that is not in the table counts as a defect that may have cost money. */
export function errorTraits(code: string): ErrorTraits {
  return isKnownErrorCode(code) ? TRAITS[code] : TRAITS.UNKNOWN;
}

/** Whether this package knows the code. */
export function isKnownErrorCode(code: string): code is KnownErrorCode {
  return Object.hasOwn(TRAITS, code);
}
