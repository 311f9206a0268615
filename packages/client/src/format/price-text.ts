import { type LocalizedText, type PurchaseResult, periodText } from '@ait-iap/protocol';
import type { Offer, Product } from '../host/product.js';
import { renewalText } from './renewal-text.js';

/**
 * An amount of a receipt as text: 1000 KRW becomes "1,000원" and "₩1,000". For a product on sale, show `displayAmount`
 * unchanged, because that amount will be charged.
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
    // An unknown currency, or an invalid number of decimal places.
    return { ko: `${amount} ${currency}`, en: `${amount} ${currency}` };
  }
}

/** The price of a product with its period, as text: "매월 4,950원" for a subscription, "1,100원" for a one-time product. */
export function priceText({
  displayAmount,
  renewalCycle,
}: Pick<Product, 'displayAmount' | 'renewalCycle'>): LocalizedText {
  if (!renewalCycle) return { ko: displayAmount, en: displayAmount };
  const { ko, en } = renewalText(renewalCycle);
  return { ko: `${ko} ${displayAmount}`, en: `${displayAmount} ${en}` };
}

/** An offer as text: "1주 무료 체험", "첫 1개월 1,100원". */
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
