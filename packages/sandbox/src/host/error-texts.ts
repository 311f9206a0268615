/** The host's words for its own codes. A page routes by the code and never by these. */
export const ERROR_TEXTS: Readonly<Record<string, string>> = {
  INVALID_PRODUCT_ID: '상품을 찾을 수 없어요.',
  PAYMENT_PENDING: '결제 승인을 기다리고 있어요.',
  NETWORK_ERROR: '네트워크 연결을 확인해 주세요.',
  INVALID_USER_ENVIRONMENT: '이 기기나 계정, 설정에서는 살 수 없는 상품이에요.',
  ITEM_ALREADY_OWNED: '이미 구매한 상품이에요.',
  APP_MARKET_VERIFICATION_FAILED:
    '결제했지만 앱마켓에서 사용자를 확인하지 못했어요. 앱마켓에 환불을 요청해 주세요.',
  TOSS_SERVER_VERIFICATION_FAILED: '결제했지만 결제 정보를 저장하지 못했어요.',
  INTERNAL_ERROR: '잠시 문제가 생겼어요. 다시 시도해 주세요.',
  KOREAN_ACCOUNT_ONLY: '한국 계정으로만 결제할 수 있어요.',
  USER_CANCELED: '결제를 취소했어요.',
  PRODUCT_NOT_GRANTED_BY_PARTNER: '상품을 지급하지 못했어요. 환불을 요청할 수 있어요.',
  UNSUPPORTED_APP_VERSION: '토스 앱을 업데이트해 주세요.',
  APP_BRIDGE_THROTTLED: '너무 자주 호출했어요. 잠시 뒤에 다시 시도해 주세요.',
  APP_CLOSED: '토스 앱이 종료됐어요.',
};
