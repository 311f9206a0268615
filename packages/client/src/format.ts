/**
 * Prices, periods and offers as text, in Korean and English.
 *
 * @packageDocumentation
 */

export { periodText, renewalText } from './format/period-text.js';
export { amountText, offerText, priceText } from './format/price-text.js';
