import type { HistoryPageWire, IapProductListItem, PendingOrdersWire } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { listHistoryPage, listPendingOrders } from '../host/list-orders.js';
import { listProducts } from '../host/list-products.js';
import { type DropInFunction, question } from './drop-in-function.js';

/**
 * Lists the products that can be bought here. Charges nobody.
 *
 * Resolves with `undefined` below the Toss app version 5.219.0, like the official SDK. Rejects with an `IapError`: the
 * platform's code, or `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`, `INVALID_PAYLOAD`.
 */
export const getProductItemList: DropInFunction<
  () => Promise<{ products: IapProductListItem[] } | undefined>
> = /*@__PURE__*/ question(
  'getProductItemList',
  // The answer may contain more than the official types promise. They are kept so that migrated code compiles.
  listProducts as (session: HostSession) => Promise<{ products: IapProductListItem[] } | undefined>,
);

/**
 * Lists the orders that are paid and not confirmed. The list lags some seconds behind a checkout (reported). Charges
 * nobody.
 *
 * Resolves with `undefined` below the Toss app version 5.234.0 (Android) or 5.231.0 (iOS). Rejects with an `IapError`:
 * the platform's code, or `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`, `INVALID_PAYLOAD`.
 */
export const getPendingOrders: DropInFunction<() => Promise<PendingOrdersWire | undefined>> =
  /*@__PURE__*/ question('getPendingOrders', listPendingOrders);

/**
 * Returns one page of completed and refunded orders, at most 50. Charges nobody.
 *
 * Pass the `nextKey` of the last page as `key`; leave it out for the first page. Resolves with `undefined` below the
 * Toss app version 5.231.0. Rejects with an `IapError`: the platform's code, or `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`,
 * `INVALID_PAYLOAD`.
 */
export const getCompletedOrRefundedOrders: DropInFunction<
  (params?: { key?: string | null | undefined }) => Promise<HistoryPageWire | undefined>
> = /*@__PURE__*/ question(
  'getCompletedOrRefundedOrders',
  (session, params?: { key?: string | null | undefined }) => listHistoryPage(session, params?.key),
);
