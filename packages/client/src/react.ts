/**
 * React hooks for the client, for React 18 and 19. They are safe under StrictMode, stop waiting on unmount, and never
 * set state after it.
 *
 * @packageDocumentation
 */

export { IapProvider, type IapProviderProps } from './react/iap-provider.js';
export { useIap } from './react/use-iap.js';
export type { ListState } from './react/use-list.js';
export { type OrderHistoryState, useOrderHistory } from './react/use-order-history.js';
export { useOwnedProducts } from './react/use-owned-products.js';
export {
  type PendingOrdersState,
  type UsePendingOrdersOptions,
  usePendingOrders,
} from './react/use-pending-orders.js';
export { type ProductLockState, useProductLock } from './react/use-product-lock.js';
export { useProducts } from './react/use-products.js';
export { type BuyOptions, type PurchaseHandle, usePurchase } from './react/use-purchase.js';
