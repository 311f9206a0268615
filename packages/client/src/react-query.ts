/**
 * The client through TanStack Query 5: keys, options for `useQuery` and `useSuspenseQuery`, and orders that stay fresh.
 * Buying goes through `usePurchase` of `@ait-iap/client/react`: a mutation would be retried, and forgets what it began.
 *
 * @packageDocumentation
 */

export { iapKeys } from './react-query/iap-keys.js';
export {
  lockQuery,
  ownedProductsQuery,
  pendingOrdersQuery,
  productsQuery,
  subscriptionQuery,
} from './react-query/iap-queries.js';
export { useFreshOrders } from './react-query/use-fresh-orders.js';
