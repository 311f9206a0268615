/**
 * Prices, periods and offers as text, in Korean and English.
 *
 * @packageDocumentation
 */

export { periodText } from '@ait-iap/protocol';
export { amountText, offerText, priceText } from './format/price-text.js';
export { renewalText } from './format/renewal-text.js';
