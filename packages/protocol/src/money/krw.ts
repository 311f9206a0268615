import { InvalidAmountError } from './invalid-amount-error.js';

/**
 * Writes an amount the way the platform's `displayAmount` does: `1,000원`.
 *
 * Made without `Intl`, because a React Native runtime may lack it.
 *
 * @param amount - whole won; may be negative, as in a refund (`-1,000원`)
 * @throws InvalidAmountError if `amount` is not a whole number of won
 * @example
 * formatKrw(1_400_000); // '1,400,000원'
 */
export function formatKrw(amount: number): string {
  if (!Number.isSafeInteger(amount)) {
    throw new InvalidAmountError('amount', 'a whole number of won');
  }
  const sign = amount < 0 ? '-' : '';
  return `${sign}${String(Math.abs(amount)).replace(/\B(?=(?:\d{3})+$)/g, ',')}원`;
}
