import type { Charged, ErrorCategory } from './error-category.js';
import type { KnownErrorCode } from './error-code.js';

/** The meaning of a code: its category, whether money has moved, and the user's text in Korean and English. */
export type Case = readonly [category: ErrorCategory, charged: Charged, ko: string, en: string];

// Cases that several codes share. No text says "nothing was paid" if the user may have paid.
const LATER: Case = ['try-again', 'unknown', '잠시 후 다시 시도해 주세요.', 'Please try again later.'];
const MISUSE: Case = [
  'defect',
  'no',
  '문제가 생겼어요. 고객센터에 문의해 주세요.',
  'Please contact support.',
];
const DEFECT: Case = [
  'defect',
  'unknown',
  '문제가 생겼어요. 고객센터에 문의해 주세요.',
  'Please contact support.',
];
const CHECKING: Case = [
  'paid-unresolved',
  'unknown',
  '결제를 확인하고 있어요. 다시 결제하지 마세요.',
  'We are checking your payment. Please do not pay again.',
];
const NOT_ARRIVED: Case = [
  'paid-unresolved',
  'yes',
  '결제했지만 상품을 아직 받지 못했어요. 다시 결제하지 마세요.',
  'You paid, but the product has not arrived. Please do not pay again.',
];

const CODES: Readonly<Record<KnownErrorCode, Case>> = {
  // The call was refused before it did anything.
  APP_BRIDGE_THROTTLED: ['try-again', 'no', '잠시 후 다시 시도해 주세요.', 'Please try again later.'],
  // Paid, but the app market could not verify the user, who has to ask the app market for a refund.
  APP_MARKET_VERIFICATION_FAILED: [
    'paid-unresolved',
    'yes',
    '앱 마켓에 환불을 요청해 주세요.',
    'Please ask the app store for a refund.',
  ],
  BRIDGE_NOT_FOUND: [
    'not-available-here',
    'no',
    '토스 앱에서 열어 주세요.',
    'Please open this in the Toss app.',
  ],
  BRIDGE_NOT_SET: MISUSE,
  GRANT_UNAVAILABLE: NOT_ARRIVED,
  HOST_TIMEOUT: LATER,
  INTERNAL_ERROR: LATER,
  INVALID_ARGUMENT: MISUSE,
  INVALID_PAYLOAD: DEFECT,
  INVALID_PRODUCT_ID: ['defect', 'no', '지금은 살 수 없는 상품이에요.', 'This is not for sale now.'],
  INVALID_USER_ENVIRONMENT: [
    'user-must-act',
    'no',
    '기기와 계정 설정을 확인해 주세요.',
    'Please check your settings.',
  ],
  ITEM_ALREADY_OWNED: ['user-must-act', 'no', '이미 구매한 상품이에요.', 'You already own this product.'],
  KOREAN_ACCOUNT_ONLY: [
    'user-must-act',
    'no',
    '한국 앱스토어 계정으로 결제해 주세요.',
    'Please pay with a Korean account.',
  ],
  NETWORK_ERROR: ['try-again', 'unknown', '네트워크 연결을 확인해 주세요.', 'Please check your network.'],
  ORDER_UNRESOLVED: CHECKING,
  // It waits for another person's approval and may still be paid.
  PAYMENT_PENDING: [
    'user-must-act',
    'unknown',
    '결제 승인을 기다리고 있어요.',
    'Your payment is waiting for approval.',
  ],
  PRODUCT_NOT_GRANTED_BY_PARTNER: NOT_ARRIVED,
  PURCHASE_ABANDONED: CHECKING,
  // Also while an earlier payment is being recovered, without an open order sheet.
  PURCHASE_IN_PROGRESS: [
    'try-again',
    'no',
    '앞선 결제를 처리하고 있어요.',
    'Your last payment is still open.',
  ],
  TOSS_SERVER_VERIFICATION_FAILED: NOT_ARRIVED,
  UNKNOWN: DEFECT,
  UNSUPPORTED_APP_VERSION: [
    'not-available-here',
    'no',
    '토스 앱을 업데이트해 주세요.',
    'Please update the Toss app.',
  ],
  UNSUPPORTED_OS_VERSION: [
    'not-available-here',
    'no',
    '휴대폰을 업데이트해 주세요.',
    'Please update your phone.',
  ],
  USER_CANCELED: ['user-canceled', 'no', '결제를 취소했어요.', 'Payment canceled.'],
};

/**
 * What a code says; one that is not in the table counts as a defect that may have cost money. Who verifies a payment does
 * it after the payment: a code of tomorrow that says so is treated as the two that are known.
 */
export function caseOf(code: string): Case {
  if (isKnownErrorCode(code)) return CODES[code];
  return /VERIFICATION_FAILED/i.test(code) ? CHECKING : DEFECT;
}

/** Whether this package knows the code. */
export function isKnownErrorCode(code: string): code is KnownErrorCode {
  return Object.keys(CODES).includes(code);
}
