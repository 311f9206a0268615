import { createOneTimePurchaseOrder, type IapError } from '@ait-iap/client';
import { grant } from '../backend.js';

/** Opens the order sheet and settles when the purchase has: resolved means paid and granted. */
export function buy(sku: string): Promise<void> {
  return new Promise((resolve, reject: (error: IapError) => void) => {
    const cleanup = createOneTimePurchaseOrder({
      options: { sku, processProductGrant: ({ orderId }) => grant({ orderId, sku }) },
      onEvent: () => {
        cleanup();
        resolve();
      },
      onError: (error) => {
        cleanup();
        reject(error as IapError);
      },
    });
  });
}
