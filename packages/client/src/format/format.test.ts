import { describe, expect, it } from 'vitest';
import { amountText, offerText, periodText, priceText, renewalText } from '../format.js';

describe('a period', () => {
  it('is read in both languages', () => {
    expect(periodText('P1Y6M')).toEqual({ ko: '1년 6개월', en: '1 year 6 months' });
  });

  it('is the cycle of a renewal, or an unknown word as it came', () => {
    expect(renewalText('MONTHLY')).toEqual({ ko: '매월', en: 'every month' });
    expect(renewalText('QUARTERLY')).toEqual({ ko: 'QUARTERLY', en: 'QUARTERLY' });
    expect(renewalText('constructor')).toEqual({ ko: 'constructor', en: 'constructor' });
  });
});

describe('an amount', () => {
  it('of a receipt has no fraction in won', () => {
    expect(amountText({ amount: 1_234_000, currency: 'KRW', fraction: 0 })).toEqual({
      ko: '1,234,000원',
      en: '₩1,234,000',
    });
  });

  it('of another currency has the fraction that the receipt says', () => {
    expect(amountText({ amount: 1.5, currency: 'USD', fraction: 2 }).en).toBe('$1.50');
  });

  it.each([
    [{ amount: 3, currency: 'not a currency', fraction: 0 }, '3 not a currency'],
    [{ amount: 3, currency: 'USD', fraction: -1 }, '3 USD'],
  ])('of %j is shown unchanged', (receipt, text) => {
    expect(amountText(receipt)).toEqual({ ko: text, en: text });
  });
});

describe('a price', () => {
  it('of a subscription says how often it is paid', () => {
    expect(priceText({ displayAmount: '4,950원', renewalCycle: 'MONTHLY' })).toEqual({
      ko: '매월 4,950원',
      en: '4,950원 every month',
    });
    expect(priceText({ displayAmount: '1,100원', renewalCycle: undefined }).ko).toBe('1,100원');
  });

  it.each([
    ['FREE_TRIAL', undefined, '1주 무료 체험', '1 week for free'],
    ['NEW_SUBSCRIPTION', '1,100원', '첫 1주 1,100원', '1,100원 for the first week'],
    ['RETURNING', '2,200원', '다시 구독하면 1주 2,200원', '2,200원 for 1 week when you come back'],
    ['TOMORROW', '900원', '1주 900원', '900원 1 week'],
    ['TOMORROW', undefined, '1주', '1 week'],
  ])('of the offer %s with %s is "%s"', (type, displayAmount, ko, en) => {
    expect(offerText({ type, period: 'P1W', displayAmount })).toEqual({ ko, en });
  });
});
