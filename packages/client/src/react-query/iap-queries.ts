import { queryOptions } from '@tanstack/react-query';
import type { ProductLock } from '../desk/product-lock.js';
import { isIapError } from '../errors/iap-error.js';
import type { OwnedProduct } from '../host/owned-products.js';
import type { PendingOrder } from '../host/pending-order.js';
import type { Product } from '../host/product.js';
import type { Subscription } from '../host/subscription.js';
import type { IapClient } from '../iap-client/create-iap-client.js';
import { iapKeys } from './iap-keys.js';

/**
 * How long a product list is fresh, in milliseconds: short, because the price on the screen has to be the one that is
 * charged.
 */
const PRODUCTS_FRESH_MS = 60_000;

/** How many times a query that may succeed later is retried. */
const MAX_RETRIES = 2;

/** Retries only if that can help: a list that an old app does not have stays missing. */
function retry(failures: number, error: unknown): boolean {
  return failures < MAX_RETRIES && isIapError(error) && error.retryable;
}

/**
 * The products, for `useQuery` and `useSuspenseQuery`. A list from the last minute is used as it is. An older one is
 * shown at once and refetched in the background. Charges nobody.
 *
 * @example
 * const { data: products } = useSuspenseQuery(productsQuery(useIap()));
 */
export function productsQuery(client: IapClient) {
  return queryOptions<readonly Product[]>({
    queryKey: iapKeys.products,
    queryFn: ({ signal }) => client.products({ signal }),
    staleTime: PRODUCTS_FRESH_MS,
    retry,
  });
}

/** The orders that are paid and not confirmed. Charges nobody. */
export function pendingOrdersQuery(client: IapClient) {
  return queryOptions<readonly PendingOrder[]>({
    queryKey: iapKeys.pendingOrders,
    queryFn: ({ signal }) => client.pendingOrders({ signal }),
    retry,
  });
}

/** What the user owns, from the platform's history. `access: 'unknown'` never means "not owned". Charges nobody. */
export function ownedProductsQuery(client: IapClient) {
  return queryOptions<readonly OwnedProduct[]>({
    queryKey: iapKeys.ownedProducts,
    queryFn: ({ signal }) => client.ownedProducts({ signal }),
    retry,
  });
}

/**
 * Why a tap on a product would not open an order sheet now. `null` if it would, because a query must not return
 * `undefined`. Charges nobody.
 */
export function lockQuery(client: IapClient, sku: string) {
  return queryOptions<ProductLock | null>({
    queryKey: iapKeys.lock(sku),
    queryFn: async ({ signal }) => (await client.lockOf(sku, { signal })) ?? null,
    retry,
  });
}

/** The state of a subscription, by the order with which it was bought. Charges nobody. */
export function subscriptionQuery(client: IapClient, orderId: string) {
  return queryOptions<Subscription>({
    queryKey: iapKeys.subscription(orderId),
    queryFn: ({ signal }) => client.subscriptionInfo(orderId, { signal }),
    retry,
  });
}
