import type { HistoryPageWire, IapProductListItem, PendingOrdersWire } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { listHistoryPage, listPendingOrders } from '../host/list-orders.js';
import { listProducts } from '../host/list-products.js';
import { type DropInFunction, question } from './drop-in-function.js';

/**
 * Lists the products that can be bought here. Charges nobody.
 *
 * Answers with `undefined` below the Toss app version 5.219.0, as the official SDK does. Rejects with an `IapError`:
 * the platform's code, or `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`, `INVALID_PAYLOAD`.
 */
export const getProductItemList: DropInFunction<
  () => Promise<{ products: IapProductListItem[] } | undefined>
> = /*@__PURE__*/ question(
  'getProductItemList',
  // What arrives may be wider than the official types promise; they are kept so that migrating code compiles.
  listProducts as (session: HostSession) => Promise<{ products: IapProductListItem[] } | undefined>,
);

/**
 * Lists the orders that are paid and whose grant was never confirmed. It lags some seconds behind a checkout.
 * Charges nobody.
 *
 * Answers with `undefined` below the Toss app version 5.234.0 (Android) or 5.231.0 (iOS). Rejects with an `IapError`:
 * the platform's code, or `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`, `INVALID_PAYLOAD`.
 */
export const getPendingOrders: DropInFunction<() => Promise<PendingOrdersWire | undefined>> =
  /*@__PURE__*/ question('getPendingOrders', listPendingOrders);

/**
 * One page, 50 orders at most, of what was bought and what was refunded. Charges nobody.
 *
 * Its parameter's `key` is the `nextKey` of the page before, and is left out for the first one. Answers with
 * `undefined` below the Toss app version 5.231.0. Rejects with an `IapError`: the platform's code, or
 * `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`, `INVALID_PAYLOAD`.
 */
export const getCompletedOrRefundedOrders: DropInFunction<
  (params?: { key?: string | null | undefined }) => Promise<HistoryPageWire | undefined>
> = /*@__PURE__*/ question(
  'getCompletedOrRefundedOrders',
  (session, params?: { key?: string | null | undefined }) => listHistoryPage(session, params?.key),
);
