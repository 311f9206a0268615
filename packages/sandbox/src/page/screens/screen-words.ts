import type { LocalizedText } from '@ait-iap/protocol';
import { ERROR_TEXTS } from '../../errors/host-error-texts.js';
import type { ShownScreen } from '../../host/phone-screens.js';
import { REASON_WORDS, REFUND_REASONS, type RefundReason } from '../../world/refund.js';

/** The texts of a screen of the Toss app. The platform's own texts are not public, so these are ours. */
export interface ScreenText {
  readonly title: LocalizedText;
  readonly body: LocalizedText;
}

/** The fixed texts. */
export const SCREEN_WORDS = {
  notice: { ko: '샌드박스의 토스 앱 화면이에요', en: 'A page of the Toss app, played by the sandbox' },
  refund: { ko: '환불받기', en: 'Ask for a refund' },
  reason: { ko: '환불 사유', en: 'Reason' },
  back: { ko: '미니앱으로 돌아가기', en: 'Back to the mini-app' },
  reopen: { ko: '다시 열기', en: 'Open again' },
  console: { ko: '콘솔에서 이 주문 보기', en: 'This order in the console' },
  push: { ko: '토스', en: 'Toss' },
  dismiss: { ko: '알림 닫기', en: 'Dismiss' },
} as const satisfies Record<string, LocalizedText>;

const REASONS_IN_ENGLISH: Readonly<Record<RefundReason, string>> = {
  NOT_DELIVERED: 'paid, nothing delivered',
  PAID_TWICE: 'paid twice',
  PAID_BY_MINOR_OR_OTHER: 'paid by a minor or somebody else',
  NOT_USED: 'paid, not used',
};

/** The four reasons of the Toss app (*source*), in the order of its list. */
export const REASONS: readonly (LocalizedText & { readonly reason: RefundReason })[] = REFUND_REASONS.map(
  (reason) => ({ reason, ko: REASON_WORDS[reason], en: REASONS_IN_ENGLISH[reason] }),
);

const REFUND_OFFER: ScreenText = {
  title: { ko: '상품을 받지 못했어요', en: 'The product was not delivered' },
  body: {
    ko: '결제는 됐지만 상품을 지급하는 중에 문제가 생겼어요. 환불받을 수 있어요.',
    en: 'You have paid, and the delivery failed. You can have your money back.',
  },
};

const APP_CLOSED: ScreenText = {
  title: { ko: '토스 앱이 종료됐어요', en: 'The app was closed' },
  body: {
    ko: '미니앱도 함께 종료됐고, 그 뒤의 일은 듣지 못해요. 다시 열면 처음부터 시작해요.',
    en: 'The mini-app went with it, and hears nothing more. Opened again, it starts anew.',
  },
};

/** The error screens by type (*source*: the user sees a page that depends on the type of the error). */
const ERROR_TITLES: Readonly<
  Record<'waits' | 'elsewhere' | 'not-for-sale' | 'paid' | 'failed', LocalizedText>
> = {
  waits: { ko: '결제 승인을 기다려요', en: 'Waiting for an approval' },
  elsewhere: { ko: '여기서는 결제할 수 없어요', en: 'You cannot pay here' },
  'not-for-sale': { ko: '지금 살 수 없는 상품이에요', en: 'You cannot buy this now' },
  paid: { ko: '결제를 확인하지 못했어요', en: 'The payment could not be verified' },
  failed: { ko: '결제하지 못했어요', en: 'The payment failed' },
};

const TYPES: Readonly<Record<string, keyof typeof ERROR_TITLES>> = {
  PAYMENT_PENDING: 'waits',
  INVALID_USER_ENVIRONMENT: 'elsewhere',
  KOREAN_ACCOUNT_ONLY: 'elsewhere',
  UNSUPPORTED_APP_VERSION: 'elsewhere',
  UNSUPPORTED_OS_VERSION: 'elsewhere',
  ITEM_ALREADY_OWNED: 'not-for-sale',
  INVALID_PRODUCT_ID: 'not-for-sale',
  APP_MARKET_VERIFICATION_FAILED: 'paid',
  TOSS_SERVER_VERIFICATION_FAILED: 'paid',
};

/** The texts of a screen. An unknown code counts as a failed payment. */
export function textOf({ screen, code = '' }: ShownScreen): ScreenText {
  if (screen === 'refund-offer') return REFUND_OFFER;
  if (screen === 'app-closed') return APP_CLOSED;
  const body = ERROR_TEXTS[code] ?? ERROR_TEXTS.INTERNAL_ERROR;
  const title = ERROR_TITLES[TYPES[code] ?? 'failed'];
  return { title, body: body ?? title };
}
