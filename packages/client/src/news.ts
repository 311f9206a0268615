/**
 * Messages between the pages of one mini-app: the user's orders may have changed.
 *
 * @packageDocumentation
 */

export { onOrdersChanged, tellOrdersChanged } from './news/order-news.js';
