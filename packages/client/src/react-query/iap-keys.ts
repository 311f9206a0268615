/**
 * The query keys of this package. All begin with `ait-iap`. Keys of data that a purchase changes begin with
 * {@link iapKeys.orders}.
 *
 * @example
 * await queryClient.invalidateQueries({ queryKey: iapKeys.orders });
 */
export const iapKeys = {
  all: ['ait-iap'],
  products: ['ait-iap', 'products'],
  orders: ['ait-iap', 'orders'],
  pendingOrders: ['ait-iap', 'orders', 'pending'],
  ownedProducts: ['ait-iap', 'orders', 'owned'],
  lock: (sku: string) => ['ait-iap', 'orders', 'lock', sku] as const,
  subscription: (orderId: string) => ['ait-iap', 'orders', 'subscription', orderId] as const,
} as const;
