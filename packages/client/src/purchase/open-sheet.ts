import type { IapBridge } from '@ait-iap/protocol';
import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';
import type { PurchaseOrder } from './purchase-order.js';
import { readPurchaseEvent, type SheetWord, sheetError } from './read-purchase-event.js';

/**
 * Opens the order sheet and reports its events. It has no time limit, because a user may take any time to decide.
 *
 * @returns a function that stops listening; it does not close the sheet
 */
export function openSheet(
  session: HostSession,
  order: PurchaseOrder,
  hear: (input: SheetWord) => void,
): () => void {
  const { bridge } = session;
  const { feature, sku, offerId = null } = order;
  try {
    if (feature === 'createSubscriptionPurchaseOrder')
      return listen('requestSubscriptionPurchase', { sku, offerId });
    if (isSupportedBy(session, 'productGrant')) return listen('requestOneTimePurchase', { sku });
    return callLegacy(bridge, sku, hear);
  } catch (error) {
    // If the call could not be started, nothing was opened, so nobody can have paid.
    hear(sheetError(error, { charged: 'no' }));
    return () => {};
  }

  function listen(functionName: string, options: object): () => void {
    return bridge.listen(functionName, options, {
      onEvent: (event) => hear(readPurchaseEvent(event)),
      onError: (error) => hear(sheetError(error)),
    });
  }
}

/** Before the product grant existed, one call paid and closed the order, and the grant came afterwards. */
function callLegacy(bridge: IapBridge, sku: string, hear: (input: SheetWord) => void): () => void {
  bridge.call('iapCreateOneTimePurchaseOrder', [{ productId: sku }]).then(
    (data) => hear(readPurchaseEvent({ type: 'success', data })),
    (error: unknown) => hear(sheetError(error)),
  );
  return () => {};
}
