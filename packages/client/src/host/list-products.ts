import type { ProductItemListWire } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { sharedRead } from '../bridge/shared-read.js';
import { readProductList } from './read-product-list.js';

/** Asks the Toss app for the products. `undefined` if an old app answers with nothing. */
export function listProducts(session: HostSession): Promise<ProductItemListWire | undefined> {
  return sharedRead(session, 'iapGetProductItemList', [], readProductList);
}
