import type { Clock, IapBridge, ProductItemListWire } from '@ait-iap/protocol';
import { sharedRead } from '../bridge/shared-read.js';
import { readProductList } from './read-product-list.js';

/** Asks the Toss app for the products; `undefined` where an old app answers with nothing. */
export async function listProducts(
  bridge: IapBridge,
  clock: Clock,
): Promise<ProductItemListWire | undefined> {
  const answer = await sharedRead(bridge, clock, 'iapGetProductItemList');
  return answer === undefined || answer === null ? undefined : readProductList(answer);
}
