import { isUserKey } from '@ait-iap/protocol';
import { HostError } from '../../errors/host-error.js';
import { InvalidDeviceError } from '../../errors/invalid-device-error.js';
import type { Order } from '../../world/order.js';
import type { World } from '../../world/world.js';
import { answerGrant } from './answer-grant.js';
import { openOrder } from './open-order.js';
import { payOrder } from './pay-order.js';

/** A purchase without a page, to set up what a user already has when a test begins. */
export interface PastPurchase {
  /** The user who bought it. */
  readonly userKey: string;
  /** The product. */
  readonly sku: string;
  /** The offer of a subscription. */
  readonly offerId?: string | undefined;
  /** `false` leaves the order pending. @defaultValue true */
  readonly granted?: boolean | undefined;
  /** The platform, and so the app market that took the payment. @defaultValue `android` */
  readonly platform?: 'android' | 'ios' | undefined;
}

/**
 * Buys at the current time of the clock, without a sheet and without faults.
 * @throws HostError `INVALID_PRODUCT_ID` or `ITEM_ALREADY_OWNED`, like for a page; then nothing is paid
 * @throws InvalidDeviceError for an invalid user key
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
