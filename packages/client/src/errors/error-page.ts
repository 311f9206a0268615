import type { LocalizedText } from '@ait-iap/protocol';
import { isKnownErrorCode } from './error-cases.js';
import type { ErrorCategory } from './error-category.js';
import type { KnownErrorCode } from './error-code.js';
import { toIapError } from './to-iap-error.js';

/** The action of the main button of an error page. */
export type ErrorPageAction = 'close' | 'retry' | 'check-order' | 'update-app' | 'contact';

/** A page that tells the user about an error, as plain data. */
export interface ErrorPage {
  /** The heading, in Korean and English. */
  readonly title: LocalizedText;
  /** The error's `userMessage`. */
  readonly body: LocalizedText;
  /** The main button. */
  readonly action: { readonly kind: ErrorPageAction; readonly label: LocalizedText };
}

type Frame = Omit<ErrorPage, 'body'>;

const CLOSE: ErrorPage['action'] = { kind: 'close', label: { ko: '확인', en: 'OK' } };

const BY_CATEGORY: Readonly<Record<ErrorCategory, Frame>> = {
  'user-canceled': { title: { ko: '결제를 취소했어요', en: 'Payment canceled' }, action: CLOSE },
  'try-again': {
    // Does not mention a payment: a list may have failed, or the end of a payment may be unknown.
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

/** Codes with another title or button than their category. */
const BY_CODE: { readonly [Code in KnownErrorCode]?: Partial<Frame> } = {
  // Nothing is left to do here. The user asks the app market for the refund.
  APP_MARKET_VERIFICATION_FAILED: {
    title: { ko: '환불이 필요해요', en: 'You need a refund' },
    action: CLOSE,
  },
  // Without an app there is no app to update.
  BRIDGE_NOT_FOUND: { action: CLOSE },
  INVALID_PRODUCT_ID: {
    title: { ko: '살 수 없는 상품이에요', en: 'Not for sale' },
    action: CLOSE,
  },
  // A button to buy again would only find the same open payment.
  PURCHASE_IN_PROGRESS: {
    title: { ko: '이미 결제하고 있어요', en: 'A payment is still open' },
    action: CLOSE,
  },
  // A newer Toss app does not help an old phone.
  UNSUPPORTED_OS_VERSION: { action: CLOSE },
};

/** Returns a ready page for an error. You can show it as it is. It never offers to pay again if money has moved. */
export function errorPage(error: unknown): ErrorPage {
  const { code, category, userMessage } = toIapError(error, 'buy');
  return { body: userMessage, ...BY_CATEGORY[category], ...(isKnownErrorCode(code) && BY_CODE[code]) };
}
