/**
 * The client with TanStack Query 5: keys, options for `useQuery` and `useSuspenseQuery`, and a hook that keeps orders
 * fresh. To buy, use `usePurchase` of `@ait-iap/client/react`, not a mutation: a mutation could be retried, and loses
 * track of a purchase on unmount.
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
