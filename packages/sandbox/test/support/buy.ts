import { GET_ORDER_STATUS_PATH, type IapBridge, USER_KEY_HEADER } from '@ait-iap/protocol';
import type { Sandbox } from '../../src/sandbox/sandbox.js';

/** A purchase as a page sees it. */
export interface RunningPurchase {
  /** The order id of the first `purchased` event; rejects if the purchase ends before there is one. */
  readonly purchased: Promise<string>;
  /** The success event, or the error. Never rejects. */
  readonly ended: Promise<unknown>;
  readonly stop: () => void;
}

interface PurchaseEventShape {
  readonly type: string;
  readonly data: { readonly orderId: string };
}

/** Starts a purchase over any bridge, without answering the grant. For tests. */
export function buy(
  bridge: IapBridge,
  sku: string,
  options: { readonly offerId?: string; readonly subscription?: boolean } = {},
): RunningPurchase {
  const { subscription = options.offerId !== undefined, offerId } = options;
  const purchased = deferred<string>();
  const ended = deferred<unknown>();
  purchased.promise.catch(() => {});
  const stop = bridge.listen(
    subscription ? 'requestSubscriptionPurchase' : 'requestOneTimePurchase',
    { sku, ...(offerId !== undefined && { offerId }) },
    {
      onEvent(event) {
        const { type, data } = event as PurchaseEventShape;
        if (type === 'purchased') purchased.resolve(data.orderId);
        else ended.resolve(event);
      },
      onError(error) {
        purchased.reject(error);
        ended.resolve(error);
      },
    },
  );
  return { purchased: purchased.promise, ended: ended.promise, stop };
}

/** Answers the grant, as a page does. */
export function grant(bridge: IapBridge, orderId: string, isProductGranted: unknown): Promise<unknown> {
  return bridge.call('processProductGrant', [{ orderId, isProductGranted }]);
}

/** Asks the partner API and gives back its `success` part. */
export async function statusOf(
  sandbox: Pick<Sandbox, 'partnerApi'>,
  userKey: string,
  orderId: string,
): Promise<unknown> {
  const response = await sandbox.partnerApi(
    new Request(`https://sandbox.invalid${GET_ORDER_STATUS_PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [USER_KEY_HEADER]: userKey },
      body: JSON.stringify({ orderId }),
    }),
  );
  const answer = (await response.json()) as { success?: unknown };
  return answer.success;
}

function deferred<Value>() {
  let resolve!: (value: Value) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
