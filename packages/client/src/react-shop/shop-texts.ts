import type { LocalizedText } from '@ait-iap/protocol';

/** The texts of the components. Texts of errors come from the errors. */
export const SHOP_TEXTS = {
  products: { ko: '상품', en: 'Products' },
  loading: { ko: '상품을 불러오고 있어요', en: 'Loading the products' },
  empty: { ko: '지금은 살 수 있는 상품이 없어요', en: 'There is nothing to buy now' },
  tryAgain: { ko: '다시 시도하기', en: 'Try again' },
  buy: { ko: '구매하기', en: 'Buy' },
  subscribe: { ko: '구독하기', en: 'Subscribe' },
  paying: { ko: '결제하고 있어요', en: 'Payment in progress' },
  checking: { ko: '앞선 결제를 확인하고 있어요', en: 'Checking your last payment' },
  bought: { ko: '구매했어요', en: 'Thank you for your purchase' },
  owned: { ko: '구매한 상품이에요', en: 'You own this' },
  buyAgain: { ko: '새로 결제하기', en: 'Pay for another one' },
  offers: { ko: '요금제', en: 'Plan' },
  regular: { ko: '기본 요금', en: 'Regular price' },
  afterwards: { ko: '이후', en: 'then' },
  restore: { ko: '구매 복원하기', en: 'Restore purchases' },
  restoring: { ko: '구매를 확인하고 있어요', en: 'Looking for your purchases' },
  restored: { ko: '구매를 복원했어요', en: 'Your purchases are restored' },
  nothingToRestore: { ko: '복원할 구매가 없어요', en: 'There is nothing to restore' },
  notAllRestored: {
    ko: '아직 처리하지 못한 구매가 있어요. 잠시 후 다시 시도해 주세요',
    en: 'A purchase is not finished yet. Please try again later',
  },
  arrived: {
    ko: '앞서 결제한 상품을 지급했어요',
    en: 'What you paid for before has arrived',
  },
  orders: { ko: '구매 내역', en: 'Your purchases' },
  loadingOrders: { ko: '구매 내역을 불러오고 있어요', en: 'Loading your purchases' },
  noOrders: { ko: '구매 내역이 없어요', en: 'You have bought nothing yet' },
  completed: { ko: '구매 완료', en: 'Purchased' },
  refunded: { ko: '환불 완료', en: 'Refunded' },
  orderNumber: { ko: '주문 번호', en: 'Order' },
  more: { ko: '더 보기', en: 'Show more' },
} as const satisfies Readonly<Record<string, LocalizedText>>;
