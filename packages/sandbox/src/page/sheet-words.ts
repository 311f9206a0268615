import type { OrderSheet } from '../host/payment-sheet.js';

/** A text for a person, Korean first: nobody may take the sheet for a real payment. */
export interface SheetText {
  readonly ko: string;
  readonly en: string;
}

/** The fixed words of the sheet. */
export const SHEET_WORDS = {
  notice: {
    ko: '샌드박스 결제 · 실제로 돈이 나가지 않아요',
    en: 'Sandbox payment · no real money is charged',
  },
  price: { ko: '결제 금액', en: 'Price' },
  pay: { ko: '결제하기', en: 'Pay' },
  close: { ko: '닫기', en: 'Close' },
} as const satisfies Record<string, SheetText>;

/** How often a subscription is charged. */
export const CYCLE_WORDS: Record<NonNullable<OrderSheet['renewalCycle']>, SheetText> = {
  WEEKLY: { ko: '매주 자동으로 결제돼요', en: 'Renews every week' },
  MONTHLY: { ko: '매월 자동으로 결제돼요', en: 'Renews every month' },
  YEARLY: { ko: '매년 자동으로 결제돼요', en: 'Renews every year' },
};
