import { InvalidAmountError } from '../money/invalid-amount-error.js';
import { wholePercent } from '../money/whole-percent.js';

/**
 * What is added to the supply price, in per cent of it.
 *
 * The source documents say that the sale price is the supply price "plus the fee" and name no rate; the later
 * docs name the addition (VAT) and its rate, 10 %. One addition on top of the supply price satisfies both, so
 * the source's rule is followed with the only rate that is documented.
 */
export const SALE_PRICE_ADDITION_PERCENT = 10;

/**
 * What the user pays for a product: the supply price plus {@link SALE_PRICE_ADDITION_PERCENT} per cent of it.
 *
 * For a multiple of 10 won (the only supply prices that the later docs allow) the sum is whole by itself.
 * For any other price, fractions of a won are cut off, as is usual for Korean tax. So the user never pays more than the
 * rule says.
 *
 * On a screen, always show the platform's own `displayAmount`. This function is for code that makes such an amount: the
 * sandbox, a console view, an estimate.
 *
 * @param supplyPriceKrw - 공급가 in whole won, zero or more; the console's own range is not checked here
 * @throws InvalidAmountError if it is not a whole number of won, or below zero
 * @example
 * salePrice(1_000); // 1100
 */
export function salePrice(supplyPriceKrw: number): number {
  // The limit keeps every sum and product below 2 ** 53. No real price comes near it.
  if (!Number.isInteger(supplyPriceKrw) || supplyPriceKrw < 0 || supplyPriceKrw > 1e13) {
    throw new InvalidAmountError('supplyPrice', 'a whole number of won of at least 0');
  }
  return supplyPriceKrw + wholePercent(supplyPriceKrw, SALE_PRICE_ADDITION_PERCENT);
}
