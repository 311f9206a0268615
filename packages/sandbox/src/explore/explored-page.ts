import type { IapBridge } from '@ait-iap/protocol';
import { type Attempting, attempt } from './attempt.js';
import type { ExploredPartner, HeardOrder } from './partner.js';

/** One run of the mini-app's page, with the partner's handlers in it. */
export interface ExploredPage extends Attempting {
  readonly bridge: IapBridge;
  readonly partner: ExploredPartner;
  readonly userKey: string;
  /** Lets the grant window of the host pass. */
  outwait(): Promise<void>;
}

/**
 * Buys like any page. Resolves when the purchase has ended in any way. Never resolves if the process is killed before.
 */
export async function buyAsPage(page: ExploredPage, sku: string, functionName: string): Promise<void> {
  const { bridge, life } = page;
  await life.step('tap');
  const ended = new Promise<void>((resolve, reject) => {
    const onEvent = (event: unknown) => {
      const hearing = heard(page, sku, event);
      page.background.push(hearing);
      hearing.then((isEnd) => isEnd && resolve(), reject);
    };
    const onError = () => void life.step('error').then(resolve, reject);
    bridge.listen(functionName, { sku }, { onEvent, onError });
  });
  await Promise.race([ended, givenUpByHost(page)]);
}

/** With a held-back place, the host waits only this long for the answer. */
async function givenUpByHost({ life, quiet, outwait }: ExploredPage): Promise<void> {
  await life.heldBack;
  await quiet();
  await outwait();
  await quiet();
}

/** Whether the event ended the purchase. */
async function heard(page: ExploredPage, sku: string, event: unknown): Promise<boolean> {
  const { bridge, life, partner, userKey } = page;
  const { type, data } = event as { type: string; data: { orderId: string } };
  const order: HeardOrder = { orderId: data.orderId, userKey, sku };
  if (type === 'success') {
    await life.step('confirm');
    await attempt(page, 'success', () => partner.success?.(order));
    return true;
  }
  await life.step('payment');
  await life.step('event');
  const isProductGranted =
    (await attempt(page, 'grant', () => partner.grant(order), { waits: true })) === true;
  await life.step('answer');
  await bridge.call('processProductGrant', [{ orderId: order.orderId, isProductGranted }]).catch(() => {});
  return false;
}

/** What a page does at its start: grants pending orders and confirms them. */
export async function recoverPending(page: ExploredPage): Promise<void> {
  const { bridge, life, partner, userKey } = page;
  const { orders } = (await bridge.call('getPendingOrders', [])) as {
    orders: { orderId: string; sku: string }[];
  };
  for (const { orderId, sku } of orders) {
    await life.step('recover');
    const order: HeardOrder = { orderId, userKey, sku };
    const recovered = await attempt(page, 'recover', () =>
      (partner.recover ?? partner.grant).call(partner, order),
    );
    await life.step('complete');
    if (recovered === true) await bridge.call('completeProductGrant', [{ params: { orderId } }]);
  }
}
