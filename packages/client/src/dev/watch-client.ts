import type { IapClient, PurchaseOptions } from '../iap-client/create-iap-client.js';
import { watchGrant } from './watch-grant.js';
import { priceWatch } from './watch-prices.js';

/**
 * A client, looked at: for development, and for the hooks through `IapProvider`. It does what yours does, and the console
 * warns of an answer of no for an order that was granted before, of a product that is not given in the grant callback, and
 * of a price that is not the one of the list.
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
