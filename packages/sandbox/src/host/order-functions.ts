import { completeGrant, orderOf } from '../app-market/orders/answer-grant.js';
import { isAccessible } from '../app-market/subscriptions/change-subscription.js';
import { koreanTime } from '../clock/korean-time.js';
import type { TossApp } from './toss-app.js';

/** Both `{ params: { orderId } }` (WebView) and `{ orderId }` (React Native) arrive (observed). */
function orderIdOf(given: unknown): string {
  const { params, orderId } = (given ?? {}) as { params?: { orderId?: unknown }; orderId?: unknown };
  const id = params?.orderId ?? orderId;
  return typeof id === 'string' ? id : '';
}

/** `completeProductGrant`. It does not check whether anything was granted: the mini-app says so. */
export function completeGrantOf(app: TossApp, given: unknown): boolean {
  return completeGrant(app.world, app.device.userKey, orderIdOf(given));
}

/**
 * `getSubscriptionInfo`. For an order that is not a subscription of this user it answers `{}`, like real devices
 * (observed).
 */
export function subscriptionInfo(app: TossApp, given: unknown) {
  const order = orderOf(app.world, app.device.userKey, orderIdOf(given));
  const subscription = order?.subscription;
  if (order === undefined || subscription === undefined) return {};
  const { gracePeriodExpiresAt } = subscription;
  return {
    subscription: {
      catalogId: catalogId(order.sku),
      status: subscription.status,
      expiresAt: koreanTime(subscription.expiresAt),
      isAutoRenew: subscription.autoRenew,
      gracePeriodExpiresAt: gracePeriodExpiresAt === undefined ? null : koreanTime(gracePeriodExpiresAt),
      isAccessible: isAccessible(subscription),
    },
  };
}

/** The platform's number for a product. Here it depends only on the sku. */
function catalogId(sku: string): number {
  let value = 0;
  for (const character of sku) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000;
  return value + 1;
}
