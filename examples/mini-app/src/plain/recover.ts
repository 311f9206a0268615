import { completeProductGrant, getPendingOrders } from '@ait-iap/client';
import { grant } from '../backend.js';

/** Delivers what was paid but not granted: the app was closed in between, or the backend was down. */
export async function recoverPendingOrders(): Promise<number> {
  const pending = await getPendingOrders();
  let recovered = 0;
  for (const order of pending?.orders ?? []) {
    try {
      if (!(await grant(order))) continue;
      if (await completeProductGrant({ params: { orderId: order.orderId } })) recovered += 1;
    } catch (error) {
      // The order stays pending, and the next start tries it again: the others must not wait for it.
      console.error(error);
    }
  }
  return recovered;
}
