import type { LocalizedText } from '@ait-iap/protocol';
import type { Charged, ErrorCategory } from './error-category.js';
import type { KnownErrorCode } from './error-code.js';

/** What a code says by itself. */
export interface ErrorTraits {
  readonly category: ErrorCategory;
  readonly charged: Charged;
  readonly userMessage: LocalizedText;
}

const TEXTS: Readonly<Record<ErrorCategory, LocalizedText>> = {
  'user-canceled': { ko: '결제를 취소했어요.', en: 'Payment canceled.' },
  'try-again': {
    ko: '문제가 생겼어요. 잠시 후 다시 시도해 주세요.',
    en: 'Something went wrong. Please try again later.',
  },
  'user-must-act': { ko: '계정을 확인해 주세요.', en: 'Please check your account.' },
  'not-available-here': { ko: '최신 토스 앱에서 이용해 주세요.', en: 'Please use the newest Toss app.' },
  'paid-unresolved': {
    ko: '결제와 지급을 확인하고 있어요. 다시 결제하지 마세요.',
    en: 'We are checking the payment. Please do not pay again.',
  },
  defect: {
    ko: '문제가 생겼어요. 고객센터에 알려 주세요.',
    en: 'Something went wrong. Please contact support.',
  },
};

const CODES: Readonly<Record<KnownErrorCode, readonly [ErrorCategory, Charged]>> = {
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
  // It waits for somebody's approval and may still happen.
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
  const [category, charged] = CODES[isKnownErrorCode(code) ? code : 'UNKNOWN'];
  return { category, charged, userMessage: TEXTS[category] };
}

/** Whether this package knows the code. */
export function isKnownErrorCode(code: string): code is KnownErrorCode {
  return Object.keys(CODES).includes(code);
}
