import { createOrderId, salePrice } from '@ait-iap/protocol';
import { HostError } from '../../errors/host-error.js';
import { seededBytes } from '../../random/seeded-random.js';
import type { CatalogProduct } from '../../world/catalog-product.js';
import type { Order, StoreName } from '../../world/order.js';
import type { World } from '../../world/world.js';
import { isEligible } from '../subscriptions/offer-eligibility.js';
import { firstPriceOf, offerOf } from '../subscriptions/price-of.js';

/** The user, the device and the product of an order. */
export interface NewOrder {
  readonly userKey: string;
  readonly product: CatalogProduct;
  readonly store: StoreName;
  readonly offerId?: string | undefined;
}

/**
 * Opens the order of an order sheet. Nothing is paid.
 *
 * @throws HostError `ITEM_ALREADY_OWNED` if the user already has the non-consumable or an active subscription, granted
 * or not: an app market does not sell them twice. `INVALID_PRODUCT_ID` for an offer that the product does not have or
 * the user cannot use.
 */
export function openOrder(world: World, { userKey, product, store, offerId }: NewOrder): Order {
  assertNotHeld(world, userKey, product);
  const offer = offerOf(product, offerId);
  if (offer !== undefined && !isEligible(world, userKey, product.sku, offer))
    throw new HostError('INVALID_PRODUCT_ID');
  const orderId = nextOrderId(world);
  world.record({
    type: 'OrderOpened',
    orderId,
    userKey,
    sku: product.sku,
    store,
    amount: salePrice(firstPriceOf(product, offerId)),
    ...(offerId !== undefined && { offerId }),
  });
  return world.store.order(orderId) as Order;
}

/** @throws HostError `ITEM_ALREADY_OWNED`, see {@link openOrder}. */
export function assertNotHeld(
  world: World,
  userKey: string,
  product: Pick<CatalogProduct, 'sku' | 'type'>,
): void {
  if (product.type === 'CONSUMABLE') return;
  if (world.store.heldOrder(userKey, product.sku) !== undefined) throw new HostError('ITEM_ALREADY_OWNED');
}

/**
 * A version 7 id. Its time comes from the sandbox clock, its counter from the order's number, and the rest from the
 * seed.
 */
function nextOrderId(world: World): string {
  const number = world.store.orderCount() + 1;
  return createOrderId({
    msecs: Math.max(0, Math.floor(world.clock.now())),
    seq: number % 2 ** 32,
    random: seededBytes(world.seed, 'order', number),
  });
}
