import type { LocalizedText } from '@ait-iap/protocol';

/** The host's texts for its codes. A page should decide by the code, never by the text. */
export const ERROR_TEXTS: Readonly<Record<string, LocalizedText>> = {
  INVALID_PRODUCT_ID: { ko: '상품을 찾을 수 없어요.', en: 'There is no such product.' },
  PAYMENT_PENDING: { ko: '결제 승인을 기다리고 있어요.', en: 'The payment waits for an approval.' },
  NETWORK_ERROR: { ko: '네트워크 연결을 확인해 주세요.', en: 'The network failed.' },
  INVALID_USER_ENVIRONMENT: {
    ko: '이 기기나 계정, 설정에서는 살 수 없는 상품이에요.',
    en: 'This device, account or setting cannot buy it.',
  },
  ITEM_ALREADY_OWNED: { ko: '이미 구매한 상품이에요.', en: 'The user owns it already.' },
  APP_MARKET_VERIFICATION_FAILED: {
    ko: '결제했지만 앱마켓에서 사용자를 확인하지 못했어요. 앱마켓에 환불을 요청해 주세요.',
    en: 'Paid, and the store could not verify the user. Ask the store for a refund.',
  },
  TOSS_SERVER_VERIFICATION_FAILED: {
    ko: '결제했지만 결제 정보를 저장하지 못했어요.',
    en: 'Paid, and it could not be recorded.',
  },
  INTERNAL_ERROR: { ko: '잠시 문제가 생겼어요. 다시 시도해 주세요.', en: 'Something failed. Try again.' },
  KOREAN_ACCOUNT_ONLY: { ko: '한국 계정으로만 결제할 수 있어요.', en: 'Only Korean accounts can pay.' },
  USER_CANCELED: { ko: '결제를 취소했어요.', en: 'The user canceled.' },
  PRODUCT_NOT_GRANTED_BY_PARTNER: {
    ko: '상품을 지급하지 못했어요. 환불을 요청할 수 있어요.',
    en: 'Paid, and the product was not granted: the order is pending.',
  },
  UNSUPPORTED_APP_VERSION: { ko: '토스 앱을 업데이트해 주세요.', en: 'The Toss app is too old.' },
  UNSUPPORTED_OS_VERSION: { ko: '휴대폰을 업데이트해 주세요.', en: "The phone's system is too old." },
  APP_BRIDGE_THROTTLED: {
    ko: '너무 자주 호출했어요. 잠시 뒤에 다시 시도해 주세요.',
    en: 'Called too often. Wait a moment.',
  },
  APP_CLOSED: { ko: '토스 앱이 종료됐어요.', en: 'The Toss app was closed.' },
};
