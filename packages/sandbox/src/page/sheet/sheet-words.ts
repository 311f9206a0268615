import type { LocalizedText } from '@ait-iap/protocol';
import type { OrderSheet } from '../../host/payment-sheet.js';

/** The fixed words of the sheet. Nobody may take it for a real payment. */
export const SHEET_WORDS = {
  notice: {
    ko: '샌드박스 결제 · 실제로 돈이 나가지 않아요',
    en: 'Sandbox payment · no real money is charged',
  },
  price: { ko: '결제 금액', en: 'Price' },
  next: { ko: '다음에 일어날 일', en: 'What happens next' },
  pay: { ko: '결제하기', en: 'Pay' },
  close: { ko: '닫기', en: 'Close' },
} as const satisfies Record<string, LocalizedText>;

/** How often a subscription is charged. */
export const CYCLE_WORDS: Record<NonNullable<OrderSheet['renewalCycle']>, LocalizedText> = {
  WEEKLY: { ko: '매주 자동으로 결제돼요', en: 'Renews every week' },
  MONTHLY: { ko: '매월 자동으로 결제돼요', en: 'Renews every month' },
  YEARLY: { ko: '매년 자동으로 결제돼요', en: 'Renews every year' },
};
