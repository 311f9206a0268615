import type { LocalizedText, PurchaseResult } from '@ait-iap/protocol';
import type { Offer, Product } from '../host/product.js';
import { periodText, renewalText } from './period-text.js';

/**
 * An amount that you kept of a receipt, for people: 1000 KRW is "1,000원" and "₩1,000". For what is on sale show
 * `displayAmount` as it is, since that is what will be charged.
 */
export function amountText({
  amount,
  currency,
  fraction,
}: Pick<PurchaseResult, 'amount' | 'currency' | 'fraction'>): LocalizedText {
  const digits = { minimumFractionDigits: fraction, maximumFractionDigits: fraction };
  if (currency === 'KRW') {
    const number = new Intl.NumberFormat('ko', digits).format(amount);
    return { ko: `${number}원`, en: `₩${number}` };
  }
  try {
    const text = (locale: string) =>
      new Intl.NumberFormat(locale, { ...digits, style: 'currency', currency }).format(amount);
    return { ko: text('ko'), en: text('en') };
  } catch {
    // A currency of tomorrow, or a fraction that is none.
    return { ko: `${amount} ${currency}`, en: `${amount} ${currency}` };
  }
}

/** The price of a product with how often it is paid: "매월 4,950원" for a subscription, "1,100원" for what is bought once. */
export function priceText({
  displayAmount,
  renewalCycle,
}: Pick<Product, 'displayAmount' | 'renewalCycle'>): LocalizedText {
  if (!renewalCycle) return { ko: displayAmount, en: displayAmount };
  const { ko, en } = renewalText(renewalCycle);
  return { ko: `${ko} ${displayAmount}`, en: `${displayAmount} ${en}` };
}

/** What an offer gives, for people: "1주 무료 체험", "첫 1개월 1,100원". */
export function offerText({
  type,
  period,
  displayAmount = '',
}: Omit<Offer, 'offerId' | 'extra'>): LocalizedText {
  const { ko, en } = periodText(period);
  switch (type) {
    case 'FREE_TRIAL':
      return { ko: `${ko} 무료 체험`, en: `${en} for free` };
    case 'NEW_SUBSCRIPTION':
      return {
        ko: `첫 ${ko} ${displayAmount}`,
        en: `${displayAmount} for the first ${en.replace(/^1 /, '')}`,
      };
    case 'RETURNING':
      return {
        ko: `다시 구독하면 ${ko} ${displayAmount}`,
        en: `${displayAmount} for ${en} when you come back`,
      };
    default:
      return { ko: `${ko} ${displayAmount}`.trim(), en: `${displayAmount} ${en}`.trim() };
  }
}
