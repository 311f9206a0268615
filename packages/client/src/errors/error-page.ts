import type { LocalizedText } from '@ait-iap/protocol';
import type { ErrorCategory } from './error-category.js';
import type { KnownErrorCode } from './error-code.js';
import { isKnownErrorCode } from './error-traits.js';
import { toIapError } from './to-iap-error.js';

/** What the main button of an error page does. */
export type ErrorPageAction = 'close' | 'retry' | 'check-order' | 'update-app' | 'contact';

/** A page that tells the user about an error, as plain data. */
export interface ErrorPage {
  readonly title: LocalizedText;
  readonly body: LocalizedText;
  /** The main button. */
  readonly action: { readonly kind: ErrorPageAction; readonly label: LocalizedText };
}

const CLOSE: ErrorPage['action'] = { kind: 'close', label: { ko: '확인', en: 'OK' } };

const BY_CATEGORY: Readonly<Record<ErrorCategory, Omit<ErrorPage, 'body'>>> = {
  'user-canceled': { title: { ko: '결제를 취소했어요', en: 'Payment canceled' }, action: CLOSE },
  'try-again': {
    // Says nothing of a payment: it may have been a list that failed, or a payment whose end is not known.
    title: { ko: '연결이 원활하지 않아요', en: 'Connection trouble' },
    action: { kind: 'retry', label: { ko: '다시 시도하기', en: 'Try again' } },
  },
  'user-must-act': { title: { ko: '확인이 필요해요', en: 'Something to check' }, action: CLOSE },
  'not-available-here': {
    title: { ko: '지금은 이용할 수 없어요', en: 'Not available here' },
    action: { kind: 'update-app', label: { ko: '토스 앱 업데이트하기', en: 'Update the Toss app' } },
  },
  'paid-unresolved': {
    title: { ko: '결제를 확인하고 있어요', en: 'We are checking your payment' },
    action: { kind: 'check-order', label: { ko: '주문 확인하기', en: 'Check the order' } },
  },
  defect: {
    title: { ko: '문제가 생겼어요', en: 'Something went wrong' },
    action: { kind: 'contact', label: { ko: '고객센터에 문의하기', en: 'Contact support' } },
  },
};

/** What a code has beyond its category: mostly the body. */
const BY_CODE: { readonly [Code in KnownErrorCode]?: Partial<ErrorPage> } = {
  // Nothing is left to do here: the refund is asked for at the app store.
  APP_MARKET_VERIFICATION_FAILED: {
    title: { ko: '앱 마켓에 환불을 요청해 주세요', en: 'Please ask the app store for a refund' },
    body: {
      ko: '결제했지만 앱 마켓에서 확인하지 못했어요.',
      en: 'You paid, but the app store could not verify it.',
    },
    action: CLOSE,
  },
  // There is no app to update where there is no app.
  BRIDGE_NOT_FOUND: {
    body: { ko: '토스 앱에서 열어 주세요.', en: 'Please open this in the Toss app.' },
    action: CLOSE,
  },
  INVALID_USER_ENVIRONMENT: {
    body: {
      ko: '기기와 계정 설정을 확인해 주세요.',
      en: 'Please check your device and account settings.',
    },
  },
  ITEM_ALREADY_OWNED: { body: { ko: '이미 구매한 상품이에요.', en: 'You already own this.' } },
  KOREAN_ACCOUNT_ONLY: {
    body: {
      ko: '한국 앱스토어 계정으로 결제해 주세요.',
      en: 'Please pay with a Korean App Store account.',
    },
  },
  NETWORK_ERROR: { body: { ko: '네트워크 연결을 확인해 주세요.', en: 'Please check your network.' } },
  PAYMENT_PENDING: {
    body: {
      ko: '결제 승인을 기다리고 있어요. 승인되면 상품을 드릴게요.',
      en: 'The payment is waiting for approval. You get the product after that.',
    },
  },
  PRODUCT_NOT_GRANTED_BY_PARTNER: {
    body: {
      ko: '결제했지만 상품을 아직 받지 못했어요. 다시 결제하지 마세요.',
      en: 'You paid, but the product has not arrived yet. Please do not pay again.',
    },
  },
  // A button that buys again would only meet the same open payment.
  PURCHASE_IN_PROGRESS: {
    title: { ko: '이미 결제하고 있어요', en: 'A payment is already open' },
    body: { ko: '열려 있는 결제를 먼저 마쳐 주세요.', en: 'Please finish the open payment first.' },
    action: CLOSE,
  },
};

/** A ready page for an error: it can be shown as it is, and never offers to pay again where money has moved. */
export function errorPage(error: unknown): ErrorPage {
  const { code, category, userMessage } = toIapError(error, 'buy');
  return { body: userMessage, ...BY_CATEGORY[category], ...(isKnownErrorCode(code) && BY_CODE[code]) };
}
