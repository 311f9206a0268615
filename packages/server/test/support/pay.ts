import type { IapBridge } from '@ait-iap/protocol';

/** Pays for an item and gives its order id, the grant not yet answered. */
export function pay(bridge: IapBridge, sku: string): Promise<string> {
  return new Promise((resolve, reject) => {
    bridge.listen(
      'requestOneTimePurchase',
      { sku },
      {
        onEvent: (event) => {
          const { type, data } = event as { type: string; data: { orderId: string } };
          if (type === 'purchased') resolve(data.orderId);
        },
        onError: reject,
      },
    );
  });
}
