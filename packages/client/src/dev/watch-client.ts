import type { IapClient, PurchaseOptions } from '../iap-client/create-iap-client.js';
import { watchGrant } from './watch-grant.js';
import { priceWatch } from './watch-prices.js';

/**
 * Wraps a client to watch it in development; pass it to `IapProvider` for the hooks. It behaves like yours. The console
 * warns if the grant callback answers no for an order that was granted before, if a product is not granted in the grant
 * callback, and if a price differs from the list.
 *
 * @example
 * const plain = createIapClient();
 * export const iap = import.meta.env.DEV ? watchClient(plain) : plain;
 */
export function watchClient(client: IapClient): IapClient {
  const prices = priceWatch();
  const watched = <Options extends Pick<PurchaseOptions, 'grant'>>(options: Options): Options =>
    options && { ...options, grant: watchGrant(options.grant) };
  const buying =
    <Options extends PurchaseOptions, Answer>(buy: (sku: string, options: Options) => Answer) =>
    (sku: string, options: Options): Answer => {
      prices.buying(sku);
      return buy(sku, watched(options));
    };
  return {
    ...client,
    async products(options) {
      const products = await client.products(options);
      prices.listed(products);
      return products;
    },
    purchase: buying(client.purchase),
    subscribe: buying(client.subscribe),
    startPurchase: buying(client.startPurchase),
    startSubscription: buying(client.startSubscription),
    recover: (options) => client.recover(watched(options)),
  };
}
