import { queryOptions } from '@tanstack/react-query';
import type { ProductLock } from '../desk/product-lock.js';
import { isIapError } from '../errors/iap-error.js';
import type { OwnedProduct } from '../host/owned-products.js';
import type { PendingOrder } from '../host/pending-order.js';
import type { Product } from '../host/product.js';
import type { Subscription } from '../host/subscription.js';
import type { IapClient } from '../iap-client/create-iap-client.js';
import { iapKeys } from './iap-keys.js';

/** How long a list of products counts as fresh, in milliseconds: a price that is shown has to be the one that is charged. */
const PRODUCTS_FRESH_MS = 60_000;

/** How often a question is asked again that may work the next time. */
const MAX_RETRIES = 2;

/** Asks again only where that can help: a list that an old app does not have stays missing. */
function retry(failures: number, error: unknown): boolean {
  return failures < MAX_RETRIES && isIapError(error) && error.retryable;
}

/**
 * The products, for `useQuery` and `useSuspenseQuery`. A list of the last minute is shown without a question; an older one
 * is shown at once, and read again behind it.
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

/** The orders that are paid and not confirmed. */
export function pendingOrdersQuery(client: IapClient) {
  return queryOptions<readonly PendingOrder[]>({
    queryKey: iapKeys.pendingOrders,
    queryFn: ({ signal }) => client.pendingOrders({ signal }),
    retry,
  });
}

/** What the user owns by the platform's history. `access: 'unknown'` never means "not owned". */
export function ownedProductsQuery(client: IapClient) {
  return queryOptions<readonly OwnedProduct[]>({
    queryKey: iapKeys.ownedProducts,
    queryFn: ({ signal }) => client.ownedProducts({ signal }),
    retry,
  });
}

/** Why a tap on a product would open no order sheet now; `null` if it would, since a query may not answer `undefined`. */
export function lockQuery(client: IapClient, sku: string) {
  return queryOptions<ProductLock | null>({
    queryKey: iapKeys.lock(sku),
    queryFn: async ({ signal }) => (await client.lockOf(sku, { signal })) ?? null,
    retry,
  });
}

/** The state of a subscription, by the order that it was bought with. */
export function subscriptionQuery(client: IapClient, orderId: string) {
  return queryOptions<Subscription>({
    queryKey: iapKeys.subscription(orderId),
    queryFn: ({ signal }) => client.subscriptionInfo(orderId, { signal }),
    retry,
  });
}
