/**
 * Prices, periods and offers in words, in Korean and English.
 *
 * @packageDocumentation
 */

export { periodText, renewalText } from './format/period-text.js';
export { amountText, offerText, priceText } from './format/price-text.js';
