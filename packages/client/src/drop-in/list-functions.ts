import type {
  CompletedOrRefundedOrders,
  IapFunction,
  IapProductListItem,
  PendingOrders,
} from '@ait-iap/protocol';
import { defaultBridge } from '../bridge/default-bridge.js';
import { isSupportedBy } from '../bridge/host-environment.js';
import { listHistoryPage, listPendingOrders } from '../orders/list-orders.js';
import { listProducts } from '../products/list-products.js';
import { type HostSession, hostSession } from '../session/host-session.js';

/**
 * Lists the products that can be bought here. Charges nobody.
 *
 * @returns the products; `undefined` below the Toss app version 5.219.0, as in the official SDK
 * @throws IapError with the platform's code, or `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`, `INVALID_PAYLOAD`
 */
export async function getProductItemList(): Promise<{ products: IapProductListItem[] } | undefined> {
  const session = sessionWith('getProductItemList');
  // What arrives may be wider than the official types promise; they are kept so that migrating code compiles.
  return session && (listProducts(session) as ReturnType<typeof getProductItemList>);
}

/**
 * Lists the orders that are paid and whose grant was never confirmed. It lags some seconds behind a checkout.
 * Charges nobody.
 *
 * @returns the orders; `undefined` below the Toss app version 5.234.0 (Android) or 5.231.0 (iOS)
 * @throws IapError with the platform's code, or `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`, `INVALID_PAYLOAD`
 */
export async function getPendingOrders(): Promise<PendingOrders | undefined> {
  const session = sessionWith('getPendingOrders');
  return session && listPendingOrders(session);
}

/**
 * One page, 50 orders at most, of what was bought and what was refunded. Charges nobody.
 *
 * @param params - `key`: the `nextKey` of the page before; left out for the first one
 * @returns the page; `undefined` below the Toss app version 5.231.0
 * @throws IapError with the platform's code, or `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`, `INVALID_PAYLOAD`
 */
export async function getCompletedOrRefundedOrders(params?: {
  key?: string | null | undefined;
}): Promise<CompletedOrRefundedOrders | undefined> {
  const session = sessionWith('getCompletedOrRefundedOrders');
  return session && listHistoryPage(session, params?.key);
}

/** The session, if its app has the function: a real app that does not know a method never answers (observed). */
export function sessionWith(feature: IapFunction): HostSession | undefined {
  const session = hostSession(defaultBridge());
  try {
    return isSupportedBy(session, feature) ? session : undefined;
  } catch {
    // Its version is unknown. Asking costs nothing and has a time limit.
    return session;
  }
}
