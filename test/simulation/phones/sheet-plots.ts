import type { Dice } from '../../../packages/server/test/stories/dice.js';

/**
 * What becomes of an order sheet.
 *
 * | plot | what the page sees, and what the app market takes |
 * | --- | --- |
 * | buys | paid, `purchased`, the grant is answered, `success` |
 * | cancels | `USER_CANCELED`; nothing |
 * | fails | an error; nothing |
 * | fails and is paid | an error that does not tell; the order is listed seconds later |
 * | takes its error back | an error, also one that says unpaid; the user pays after all, then as in `buys` |
 * | charged and not seen | an error that says paid; the order turns up after seconds, hours, or never |
 * | needs an approval | `PAYMENT_PENDING`; paid hours later, or never |
 * | falls silent | nothing at all; paid or not |
 * | dies over it | the app is gone right after the payment, before or after it was told |
 */
const PLOTS = {
  buys: 40,
  cancels: 12,
  fails: 6,
  'fails and is paid': 8,
  'takes its error back': 6,
  'charged and not seen': 12,
  'needs an approval': 6,
  'falls silent': 6,
  'dies over it': 8,
} as const;

/** One of the plots of an order sheet. */
export type SheetPlot = keyof typeof PLOTS;

/** Codes of a sheet that took nothing. */
export const UNPAID_CODES = ['NETWORK_ERROR', 'INTERNAL_ERROR', 'INVALID_USER_ENVIRONMENT', 'SOMETHING_NEW'];

/** Codes that do not tell whether the user has paid. */
export const UNCLEAR_CODES = ['NETWORK_ERROR', 'INTERNAL_ERROR', 'SOMETHING_NEW'];

/** Codes that a sheet may say before it goes on all the same. */
export const EARLY_CODES = [...UNCLEAR_CODES, 'USER_CANCELED', 'INVALID_USER_ENVIRONMENT'];

/** Codes for: the user has paid, and Toss could not record it. */
export const CHARGED_CODES = ['TOSS_SERVER_VERIFICATION_FAILED', 'APP_MARKET_VERIFICATION_FAILED'];

/** Picks what becomes of an order sheet. */
export function pickSheetPlot(dice: Dice, without: ReadonlySet<string>): SheetPlot {
  const possible = Object.entries(PLOTS).filter(([name]) => !without.has(name));
  return dice.weigh(Object.fromEntries(possible) as Record<SheetPlot, number>);
}
