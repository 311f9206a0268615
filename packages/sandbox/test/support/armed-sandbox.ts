import type { IapBridge } from '@ait-iap/protocol';
import type { FaultSpec } from '../../src/faults/fault-spec.js';
import { createSandbox } from '../../src/sandbox/create-sandbox.js';
import { buy } from './buy.js';

export const SKU = 'ait.sandbox.consumable-1';
export const USER = 'user-1';

/** A sandbox in which these faults are armed, and the Toss app of one user. */
export function start(...faults: FaultSpec[]) {
  const sandbox = createSandbox();
  for (const fault of faults) sandbox.faults.arm(fault);
  return { sandbox, bridge: sandbox.bridge({ userKey: USER }) };
}

/** The ids on the pending list. */
export async function listed(bridge: IapBridge): Promise<string[]> {
  const { orders } = (await bridge.call('getPendingOrders', [])) as { orders: { orderId: string }[] };
  return orders.map(({ orderId }) => orderId);
}

/** The code with which a purchase ends, or `purchased` when it goes on. */
export async function firstOf(bridge: IapBridge, sku = SKU): Promise<string> {
  return buy(bridge, sku).purchased.then(
    () => 'purchased',
    (error: { code: string }) => error.code,
  );
}
