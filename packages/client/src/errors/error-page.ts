import type { LocalizedText } from '@ait-iap/protocol';
import type { ErrorCategory } from './error-category.js';
import { isIapError } from './iap-error.js';
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
    title: { ko: '결제하지 못했어요', en: 'The payment did not go through' },
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

/** A ready page for an error: it can be shown as it is, and never offers to pay again where money has moved. */
export function errorPage(error: unknown): ErrorPage {
  const known = isIapError(error) ? error : toIapError(error, 'buy');
  return { ...BY_CATEGORY[known.category], body: known.userMessage };
}
