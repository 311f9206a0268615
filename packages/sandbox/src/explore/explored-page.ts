import type { IapBridge } from '@ait-iap/protocol';
import { attempt } from './attempt.js';
import type { KillSwitch } from './kill-switch.js';
import type { ExploredPartner, HeardOrder } from './partner.js';

/** One run of the mini-app's page, with the partner's handlers in it. */
export interface ExploredPage {
  readonly bridge: IapBridge;
  readonly life: KillSwitch;
  readonly partner: ExploredPartner;
  readonly userKey: string;
}

/** Buys as any page does. Resolves when the purchase has ended, however; never if the process is killed before. */
export async function purchase(page: ExploredPage, sku: string, functionName: string): Promise<void> {
  const { bridge, life } = page;
  await life.step('tap');
  await new Promise<void>((resolve, reject) => {
    bridge.listen(
      functionName,
      { sku },
      {
        onEvent: (event) => void heard(page, sku, event).then((ended) => ended && resolve(), reject),
        onError: () => void life.step('error').then(resolve, reject),
      },
    );
  });
}

/** Whether the event ended the purchase. */
async function heard(page: ExploredPage, sku: string, event: unknown): Promise<boolean> {
  const { bridge, life, partner, userKey } = page;
  const { type, data } = event as { type: string; data: { orderId: string } };
  const order: HeardOrder = { orderId: data.orderId, userKey, sku };
  if (type === 'success') {
    await life.step('confirm');
    await attempt(life, 'success', () => partner.success?.(order));
    return true;
  }
  await life.step('payment');
  await life.step('event');
  const isProductGranted = (await attempt(life, 'grant', () => partner.grant(order))) === true;
  await life.step('answer');
  await bridge.call('processProductGrant', [{ orderId: order.orderId, isProductGranted }]).catch(() => {});
  return false;
}

/** What a page does at its start: grants what is pending, and closes what was granted. */
export async function recoverPending({ bridge, life, partner, userKey }: ExploredPage): Promise<void> {
  const { orders } = (await bridge.call('getPendingOrders', [])) as {
    orders: { orderId: string; sku: string }[];
  };
  for (const { orderId, sku } of orders) {
    await life.step('recover');
    const order: HeardOrder = { orderId, userKey, sku };
    const recovered = await attempt(life, 'recover', () =>
      (partner.recover ?? partner.grant).call(partner, order),
    );
    await life.step('complete');
    if (recovered === true) await bridge.call('completeProductGrant', [{ params: { orderId } }]);
  }
}
