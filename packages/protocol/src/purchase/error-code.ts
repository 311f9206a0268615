import { isWordOf, type OpenWord } from '../open-word.js';

/**
 * The codes of a failed purchase (`error.code`), from the official SDK 2.10.8, the later docs and SDK 3.x.
 *
 * | code | when |
 * | --- | --- |
 * | INVALID_PRODUCT_ID | no such product |
 * | PAYMENT_PENDING | the payment waits for an approval |
 * | NETWORK_ERROR | the platform could not be reached, or failed |
 * | INVALID_USER_ENVIRONMENT | the device, the account or a setting does not allow it |
 * | ITEM_ALREADY_OWNED | the user already owns it |
 * | APP_MARKET_VERIFICATION_FAILED | paid, and the store could not verify the user: the user has to ask the store for a refund |
 * | TOSS_SERVER_VERIFICATION_FAILED | paid, and could not be recorded |
 * | INTERNAL_ERROR | the platform failed |
 * | KOREAN_ACCOUNT_ONLY | iOS: not a Korean store account |
 * | USER_CANCELED | the user left the order sheet without paying |
 * | PRODUCT_NOT_GRANTED_BY_PARTNER | paid, and the mini-app did not confirm the grant: the order is pending |
 * | UNSUPPORTED_APP_VERSION | the Toss app is too old |
 * | UNSUPPORTED_OS_VERSION | the phone's system is too old (3.x) |
 */
export const IAP_ERROR_CODES = [
  'INVALID_PRODUCT_ID',
  'PAYMENT_PENDING',
  'NETWORK_ERROR',
  'INVALID_USER_ENVIRONMENT',
  'ITEM_ALREADY_OWNED',
  'APP_MARKET_VERIFICATION_FAILED',
  'TOSS_SERVER_VERIFICATION_FAILED',
  'INTERNAL_ERROR',
  'KOREAN_ACCOUNT_ONLY',
  'USER_CANCELED',
  'PRODUCT_NOT_GRANTED_BY_PARTNER',
  'UNSUPPORTED_APP_VERSION',
  'UNSUPPORTED_OS_VERSION',
] as const;

/** An error code that was known when this was written. */
export type KnownIapErrorCode = (typeof IAP_ERROR_CODES)[number];

/** The code of a failed purchase: one of {@link IAP_ERROR_CODES}, or a word that came later. */
export type IapErrorCode = OpenWord<KnownIapErrorCode>;

/** Whether `value` is one of {@link IAP_ERROR_CODES}. */
export function isKnownIapErrorCode(value: unknown): value is KnownIapErrorCode {
  return isWordOf(IAP_ERROR_CODES, value);
}
