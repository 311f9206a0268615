import type { LocalizedText } from '@ait-iap/protocol';
import type { OrderSheet } from '../../host/payment-sheet.js';

/** The fixed texts of the sheet. They make clear that it is not a real payment. */
export const SHEET_WORDS = {
  notice: {
    ko: '샌드박스 결제 · 실제로 돈이 나가지 않아요',
    en: 'Sandbox payment · no real money is charged',
  },
  price: { ko: '결제 금액', en: 'Price' },
  next: { ko: '다음에 일어날 일', en: 'What happens next' },
  armed: { ko: '준비된 오류', en: 'Armed faults' },
  onlyArmed: { ko: '준비된 오류만 일어나요', en: 'only what is armed' },
  pay: { ko: '결제하기', en: 'Pay' },
  paid: { ko: '결제했어요. 상품을 지급하고 있어요', en: 'Paid. The product is being granted' },
  hide: { ko: '결제창 숨기기', en: 'Hide the sheet' },
  playing: {
    ko: '음악이나 영상이 계속 재생되고 있어요. 페이지가 가려지면 멈춰 주세요',
    en: 'Music or a video goes on playing. Pause it when the page is hidden',
  },
  close: { ko: '닫기', en: 'Close' },
} as const satisfies Record<string, LocalizedText>;

/** How often a subscription is charged. */
export const CYCLE_WORDS: Record<NonNullable<OrderSheet['renewalCycle']>, LocalizedText> = {
  WEEKLY: { ko: '매주 자동으로 결제돼요', en: 'Renews every week' },
  MONTHLY: { ko: '매월 자동으로 결제돼요', en: 'Renews every month' },
  YEARLY: { ko: '매년 자동으로 결제돼요', en: 'Renews every year' },
};
