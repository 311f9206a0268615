import type { DurationInput } from '../clock/duration.js';
import { UnknownOrderError } from '../errors/unknown-order-error.js';
import { payOrder } from '../orders/pay-order.js';
import { approveRefund, completeRefund, rejectRefund, requestRefund } from '../refunds/request-refund.js';
import { extendSubscription, pauseSubscription, setAutoRenew } from '../subscriptions/change-subscription.js';
import { setPaymentMethod } from '../subscriptions/keep-subscriptions.js';
import type { CatalogProduct } from '../world/catalog-product.js';
import { type CatalogProductInput, toCatalogProduct } from '../world/default-catalogue.js';
import type { Order } from '../world/order.js';
import type { Refund, RefundDecider, RefundReason } from '../world/refund.js';
import type { World } from '../world/world.js';
import type { WorldSettings } from '../world/world-settings.js';

/**
 * What the user in the Toss app and the store, and the partner in the console, can do besides buying. Everything
 * throws a `SandboxError`, and changes nothing, when it is not possible now.
 */
export interface StoreConsole {
  putProduct(product: CatalogProductInput): CatalogProduct;
  removeProduct(sku: string): void;
  changeSettings(settings: Partial<WorldSettings>): WorldSettings;
  /** Somebody approves a payment that was `PAYMENT_PENDING`: the order is paid, and pending, without the page. */
  approvePayment(orderId: string): Order;
  /** The user asks for a refund. Default reason `NOT_USED`. */
  requestRefund(orderId: string, reason?: RefundReason): Refund;
  /** The partner approves. */
  approveRefund(orderId: string): Refund;
  rejectRefund(orderId: string, by: RefundDecider, reason: string): Refund;
  /** The store pays back. */
  completeRefund(orderId: string): Order;
  setAutoRenew(orderId: string, autoRenew: boolean): void;
  /** Google Play: pauses at the end of the paid period, for so long. */
  pauseSubscription(orderId: string, duration: DurationInput): void;
  extendSubscription(orderId: string, duration: DurationInput): void;
  /** `declined`: renewals of the user fail from now on. `works`: what waits for money recovers. */
  setPaymentMethod(userKey: string, state: 'works' | 'declined'): void;
}

/** Opens the console of a world. */
export function createStoreConsole(world: World): StoreConsole {
  return {
    putProduct(input) {
      const product = toCatalogProduct(input);
      world.record({ type: 'ProductChanged', product });
      return product;
    },
    removeProduct: (sku) => world.record({ type: 'ProductRemoved', sku }),
    changeSettings(changes) {
      const settings = { ...world.settings(), ...changes };
      world.record({ type: 'SettingsChanged', settings });
      return settings;
    },
    approvePayment: (orderId) => payOrder(world, knownOrder(world, orderId)),
    requestRefund: (orderId, reason) => requestRefund(world, orderId, reason),
    approveRefund: (orderId) => approveRefund(world, orderId),
    rejectRefund: (orderId, by, reason) => rejectRefund(world, orderId, by, reason),
    completeRefund: (orderId) => completeRefund(world, orderId),
    setAutoRenew: (orderId, autoRenew) => setAutoRenew(world, orderId, autoRenew),
    pauseSubscription: (orderId, duration) => pauseSubscription(world, orderId, duration),
    extendSubscription: (orderId, duration) => extendSubscription(world, orderId, duration),
    setPaymentMethod: (userKey, state) => setPaymentMethod(world, userKey, state),
  };
}

function knownOrder(world: World, orderId: string): Order {
  const order = world.store.order(orderId);
  if (order === undefined) throw new UnknownOrderError(orderId);
  return order;
}
