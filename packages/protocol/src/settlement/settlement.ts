import { wholePercent } from '../money/whole-percent.js';
import { salePrice } from '../products/sale-price.js';

/** The app market's fee (Google Play, App Store), in per cent of the supply price. */
export const APP_MARKET_FEE_PERCENT = 15;

/** Toss's fee, in per cent of the price paid (source documents: the console's product form). */
export const TOSS_FEE_PERCENT = 5;

/** Toss's fee while a promotion runs (source documents: "5% 0%"). */
export const TOSS_PROMOTION_FEE_PERCENT = 0;

/** The VAT on Toss's fee, in per cent of that fee (source documents: "VAT 별도"). */
export const TOSS_FEE_VAT_PERCENT = 10;

/** What {@link settle} works on. */
export interface SettlementInput {
  /** 공급가 in whole won, zero or more. */
  readonly supplyPrice: number;
  /**
   * Whether the payment falls into a fee promotion.
   * @defaultValue false
   */
  readonly promotion?: boolean | undefined;
}

/** Where the money of one payment goes; every amount in whole won. */
export interface Settlement {
  /** What the supplier asked for. */
  readonly supplyPrice: number;
  /** What the user paid; the sum of the four below. */
  readonly paid: number;
  /** The app market's fee. */
  readonly appMarketFee: number;
  /** Toss's fee, without VAT. */
  readonly tossFee: number;
  /** The VAT on `tossFee`. */
  readonly tossFeeVat: number;
  /** What is left for the partner, who still owes the tax on the sale itself. */
  readonly payout: number;
}

/**
 * Splits one payment for the settlement view.
 *
 * Fractions of a won are cut off from each fee, and the payout is the rest, so the parts always add up to the price paid.
 * This is an estimate: the platform does not document how it rounds, and its own statement decides.
 *
 * @throws InvalidAmountError if `supplyPrice` is not a whole number of won, or below zero
 * @example
 * settle({ supplyPrice: 1_000 });
 * // { supplyPrice: 1000, paid: 1100, appMarketFee: 150, tossFee: 55, tossFeeVat: 5, payout: 890 }
 */
export function settle(input: SettlementInput): Settlement {
  const { supplyPrice, promotion = false } = input;
  const paid = salePrice(supplyPrice);
  const appMarketFee = wholePercent(supplyPrice, APP_MARKET_FEE_PERCENT);
  const tossFee = wholePercent(paid, promotion ? TOSS_PROMOTION_FEE_PERCENT : TOSS_FEE_PERCENT);
  const tossFeeVat = wholePercent(tossFee, TOSS_FEE_VAT_PERCENT);
  return {
    supplyPrice,
    paid,
    appMarketFee,
    tossFee,
    tossFeeVat,
    payout: paid - appMarketFee - tossFee - tossFeeVat,
  };
}
