import { createIapClient } from '../../src/iap-client/create-iap-client.js';
import { manualClock } from './manual-clock.js';
import { type Method, NEWEST_APP, scriptedBridge, storageMethods } from './scripted-bridge.js';

export const SKU = 'ait.test.gems';
export const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
export const OTHER_ORDER = '0198a1ff-2baa-7495-bbfa-a0826ba8c7c1';

/** A device with a store that outlives the app, a clock in hand, and a client that can be started anew. */
export function lab(methods: Record<string, Method> = {}, constants: Record<string, unknown> = NEWEST_APP) {
  const clock = manualClock();
  const store = new Map<string, string>();
  const pending = new Map<string, string>();
  const host: Record<string, Method> = {
    ...storageMethods(store),
    getPendingOrders: () => ({ orders: [...pending].map(([orderId, sku]) => ({ orderId, sku })) }),
    completeProductGrant: ({ params }: { params: { orderId: string } }) => pending.delete(params.orderId),
    processProductGrant: ({ orderId, isProductGranted }: { orderId: string; isProductGranted: boolean }) => {
      if (isProductGranted) pending.delete(orderId);
    },
    ...methods,
  };
  const start = () => {
    const bridge = scriptedBridge(host, constants);
    return { bridge, iap: createIapClient({ bridge, clock }) };
  };
  return {
    clock,
    store,
    /** What the host lists as paid and not confirmed: sku by order. */
    pending,
    /** Starts the app: a new page that knows nothing but what was stored. */
    start,
    ...start(),
  };
}
