import { isUserKey } from '@ait-iap/protocol';
import { HostError } from '../../errors/host-error.js';
import { InvalidDeviceError } from '../../errors/invalid-device-error.js';
import type { Order } from '../../world/order.js';
import type { World } from '../../world/world.js';
import { answerGrant } from './answer-grant.js';
import { openOrder } from './open-order.js';
import { payOrder } from './pay-order.js';

/** A purchase that needs no page: what a user already has when a test begins. */
export interface PastPurchase {
  readonly userKey: string;
  readonly sku: string;
  /** Of a subscription. */
  readonly offerId?: string | undefined;
  /** `false` leaves the order pending. @defaultValue true */
  readonly granted?: boolean | undefined;
  /** Whose store took the money. @defaultValue `android` */
  readonly platform?: 'android' | 'ios' | undefined;
}

/**
 * Buys at this moment of the clock, without a sheet and without faults.
 * @throws HostError `INVALID_PRODUCT_ID` or `ITEM_ALREADY_OWNED`, as a page would be told; nothing is paid then.
 * @throws InvalidDeviceError for a user key that cannot be one.
 */
export function buyWithoutPage(world: World, purchase: PastPurchase): Order {
  const { userKey, sku, offerId, granted = true, platform = 'android' } = purchase;
  if (!isUserKey(userKey)) throw new InvalidDeviceError('userKey', 'Give visible ASCII without spaces.');
  const product = world.product(sku);
  if (product === undefined) throw new HostError('INVALID_PRODUCT_ID');
  const store = platform === 'ios' ? 'APP_STORE' : 'GOOGLE_PLAY';
  const { orderId } = payOrder(world, openOrder(world, { userKey, product, store, offerId }));
  if (granted) answerGrant(world, { userKey, orderId, isProductGranted: true });
  return world.store.order(orderId) as Order;
}
