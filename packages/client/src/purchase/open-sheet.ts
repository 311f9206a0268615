import type { IapBridge } from '@ait-iap/protocol';
import { isSupportedBy } from '../bridge/host-environment.js';
import type { PurchaseInput } from './purchase-machine.js';
import type { PurchaseOrder } from './purchase-order.js';
import { readPurchaseEvent, sheetError } from './read-purchase-event.js';

/**
 * Opens the order sheet and tells what happens there. It has no time limit: a user may take any time to decide.
 *
 * @returns what stops the listening; it does not close the sheet
 */
export function openSheet(
  bridge: IapBridge,
  order: PurchaseOrder,
  tell: (input: PurchaseInput) => void,
): () => void {
  try {
    if (order.kind === 'subscription') {
      return listen(
        bridge,
        'requestSubscriptionPurchase',
        { sku: order.sku, offerId: order.offerId ?? null },
        tell,
      );
    }
    if (isSupportedBy(bridge, 'productGrant')) {
      return listen(bridge, 'requestOneTimePurchase', { sku: order.sku }, tell);
    }
    return callLegacy(bridge, order.sku, tell);
  } catch (error) {
    tell(sheetError(error));
    return () => {};
  }
}

function listen(
  bridge: IapBridge,
  functionName: string,
  options: object,
  tell: (input: PurchaseInput) => void,
): () => void {
  return bridge.listen(functionName, options, {
    onEvent(event) {
      const input = readPurchaseEvent(functionName, event);
      if (input) tell(input);
    },
    onError: (error) => tell(sheetError(error)),
  });
}

/** Before the product grant existed, one call paid and closed the order, and the grant came after it. */
function callLegacy(bridge: IapBridge, sku: string, tell: (input: PurchaseInput) => void): () => void {
  const functionName = 'iapCreateOneTimePurchaseOrder';
  bridge.call(functionName, [{ productId: sku }]).then(
    (data) => {
      const input = readPurchaseEvent(functionName, { type: 'success', data });
      if (input) tell(input);
    },
    (error: unknown) => tell(sheetError(error)),
  );
  return () => {};
}
