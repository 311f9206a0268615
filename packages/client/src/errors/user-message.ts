import type { LocalizedText } from '@ait-iap/protocol';
import type { ErrorCategory } from './error-category.js';
import type { KnownErrorCode } from './error-code.js';
import { isKnownErrorCode } from './error-traits.js';

const BY_CATEGORY: Readonly<Record<ErrorCategory, LocalizedText>> = {
  'user-canceled': { ko: '결제를 취소했어요.', en: 'You canceled the payment.' },
  'try-again': {
    ko: '결제하지 못했어요. 잠시 후 다시 시도해 주세요.',
    en: 'The payment failed. Please try again later.',
  },
  'user-must-act': {
    ko: '이 기기나 계정에서는 결제할 수 없어요. 설정을 확인해 주세요.',
    en: 'This device or account cannot pay. Please check your settings.',
  },
  'not-available-here': { ko: '토스 앱에서 이용해 주세요.', en: 'Please use the Toss app.' },
  'paid-unresolved': {
    ko: '결제를 확인하고 있어요. 다시 결제하지 말고 기다려 주세요.',
    en: 'We are checking your payment. Please wait and do not pay again.',
  },
  defect: {
    ko: '결제하지 못했어요. 고객센터에 알려 주세요.',
    en: 'The payment failed. Please contact support.',
  },
};

const BY_CODE: { readonly [Code in KnownErrorCode]?: LocalizedText } = {
  APP_MARKET_VERIFICATION_FAILED: {
    ko: '앱 마켓에서 결제를 확인하지 못했어요. 앱 마켓에 환불을 요청해 주세요.',
    en: 'The app store could not check your payment. Please ask it for a refund.',
  },
  ITEM_ALREADY_OWNED: { ko: '이미 구매한 상품이에요.', en: 'You already own this.' },
  KOREAN_ACCOUNT_ONLY: {
    ko: '한국 앱스토어 계정으로 결제해 주세요.',
    en: 'Please pay with a Korean App Store account.',
  },
  NETWORK_ERROR: {
    ko: '네트워크를 확인하고 다시 시도해 주세요.',
    en: 'Please check your network and try again.',
  },
  PAYMENT_PENDING: { ko: '결제 승인을 기다리고 있어요.', en: 'The payment is waiting for approval.' },
  PRODUCT_NOT_GRANTED_BY_PARTNER: {
    ko: '결제했지만 상품을 받지 못했어요. 다시 결제하지 말고 기다려 주세요.',
    en: 'You paid, but the product has not arrived. Please wait and do not pay again.',
  },
  PURCHASE_IN_PROGRESS: { ko: '이미 결제하고 있어요.', en: 'The payment is already running.' },
  UNSUPPORTED_APP_VERSION: { ko: '토스 앱을 업데이트해 주세요.', en: 'Please update the Toss app.' },
};

/** What to tell the user about a code: its own text, else that of its category. */
export function userMessageOf(code: string, category: ErrorCategory): LocalizedText {
  return (isKnownErrorCode(code) && BY_CODE[code]) || BY_CATEGORY[category];
}
