import { completeProductGrant, getPendingOrders } from '@ait-iap/client';
import { grant } from '../backend.js';

/** Delivers what was paid but not granted: the app was closed in between, or the backend was down. */
export async function recoverPendingOrders(): Promise<number> {
  const pending = await getPendingOrders();
  let recovered = 0;
  for (const order of pending?.orders ?? []) {
    if (await grant(order)) {
      await completeProductGrant({ params: { orderId: order.orderId } });
      recovered += 1;
    }
  }
  return recovered;
}
