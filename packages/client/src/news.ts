/**
 * News between the pages of one mini-app: that the user's orders may have changed.
 *
 * @packageDocumentation
 */

export { onOrdersChanged, tellOrdersChanged } from './news/order-news.js';
