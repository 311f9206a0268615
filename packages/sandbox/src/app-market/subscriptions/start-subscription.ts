import { createOrderId } from '@ait-iap/protocol';
import { addPeriod, cyclePeriod } from '../../clock/period.js';
import { seededBytes } from '../../random/seeded-random.js';
import type { Order } from '../../world/order.js';
import type { World } from '../../world/world.js';
import type { NewWorldEvent } from '../../world/world-event.js';
import { offerOf } from './price-of.js';

/** How long the app market retries a failed renewal while the user still has access, in milliseconds. */
export const GRACE_PERIOD = 'P7D';

/** How long it retries after that, without access (Google Play 30 days, the App Store 60), in milliseconds. */
export const HOLD_PERIOD = { GOOGLE_PLAY: 'P30D', APP_STORE: 'P60D' } as const;

/** The event that starts the subscription of an order that is being paid. A free trial is its first period. */
export function startSubscription(world: World, order: Order): NewWorldEvent {
  const product = world.product(order.sku);
  if (product?.type !== 'SUBSCRIPTION')
    throw new Error(`The product of order ${order.orderId} is not a subscription.`);
  const offer = offerOf(product, order.offerId);
  const now = world.clock.now();
  const trial = offer?.type === 'FREE_TRIAL';
  return {
    type: 'SubscriptionChanged',
    orderId: order.orderId,
    changeReason: 'CREATED',
    current: {
      subscriptionId: subscriptionId(world, order),
      status: 'ACTIVE',
      renewalCycle: product.renewalCycle,
      startedAt: now,
      anchor: now,
      expiresAt: addPeriod(now, trial ? offer.period : cyclePeriod(product.renewalCycle)),
      autoRenew: true,
      payments: trial ? 0 : 1,
    },
  };
}

function subscriptionId(world: World, order: Order): string {
  const random = seededBytes(world.seed, 'subscription', order.number);
  return createOrderId({ msecs: Math.floor(world.clock.now()), seq: order.number % 2 ** 32, random });
}
