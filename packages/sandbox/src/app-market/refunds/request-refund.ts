import { RefundNotPossibleError } from '../../errors/refund-not-possible-error.js';
import type { Order } from '../../world/order.js';
import { REASON_WORDS, type Refund, type RefundDecider, type RefundReason } from '../../world/refund.js';
import type { World } from '../../world/world.js';
import type { NewWorldEvent } from '../../world/world-event.js';

/** How long after the payment Google decides alone, in milliseconds (*source*). */
export const GOOGLE_ALONE_MS = 48 * 3_600_000;

/**
 * Requests a refund as the user in the Toss app. Who decides depends on the app market: Apple always decides alone.
 * Google decides alone within 48 hours after the payment; later the partner decides first.
 *
 * @throws RefundNotPossibleError if nothing is paid, it is already refunded, or a request is open
 */
export function requestRefund(world: World, orderId: string, reason: RefundReason = 'NOT_USED'): Refund {
  const order = refundableOrder(world, orderId);
  if (order.refund?.decider !== undefined)
    throw new RefundNotPossibleError(orderId, 'a request is open already');
  world.record({ type: 'RefundRequested', orderId, reason, decider: firstDecider(world, order) });
  return refundOf(world, orderId);
}

/**
 * Approves a request as the partner. Then the app market decides, and may still reject it.
 * @throws RefundNotPossibleError if it is not the partner's turn.
 */
export function approveRefund(world: World, orderId: string): Refund {
  assertTurn(world, orderId, 'PARTNER');
  world.record({ type: 'RefundApproved', orderId });
  return refundOf(world, orderId);
}

/**
 * Rejects a request as the partner or the app market. The user gets a push and may ask again.
 * @throws RefundNotPossibleError if it is not their turn, or the reason is empty.
 */
export function rejectRefund(world: World, orderId: string, by: RefundDecider, reason: string): Refund {
  assertTurn(world, orderId, by);
  if (reason.trim() === '') throw new RefundNotPossibleError(orderId, 'a rejection needs a reason');
  world.record(
    { type: 'RefundRejected', orderId, by, reason },
    told(world, orderId, `환불 요청이 거절됐어요. 사유: ${reason}`),
  );
  return refundOf(world, orderId);
}

/**
 * Pays back as the app market. Without a user's request it is the app market's own decision, which is possible at any
 * time. The order becomes REFUNDED, granted or not, and a subscription becomes REVOKED. If Toss has not recorded the
 * payment, nothing changes for Toss.
 *
 * @throws RefundNotPossibleError if nothing is paid, it is already refunded, or the partner has to decide first
 */
export function completeRefund(world: World, orderId: string): Order {
  const order = refundableOrder(world, orderId);
  if (order.refund?.decider === 'PARTNER')
    throw new RefundNotPossibleError(orderId, 'the partner has to decide first');
  const reason = order.refund?.decider === undefined ? 'REFUNDED_BY_STORE' : order.refund.reason;
  world.record(
    { type: 'OrderRefunded', orderId, reason },
    ...revocation(order),
    told(world, orderId, completion(reason)),
  );
  return world.store.order(orderId) as Order;
}

/** Refunds at once and skips all decisions, which is what a test usually needs. See {@link completeRefund}. */
export function refundNow(world: World, orderId: string, reason?: RefundReason): Order {
  const open = refundableOrder(world, orderId).refund?.decider;
  if (open === undefined) requestRefund(world, orderId, reason);
  if (world.store.order(orderId)?.refund?.decider === 'PARTNER') approveRefund(world, orderId);
  return completeRefund(world, orderId);
}

function completion(reason: string): string {
  const words = REASON_WORDS[reason as RefundReason] as string | undefined;
  return `환불이 완료됐어요. 사유: ${words ?? '앱마켓이 환불했어요'}`;
}

function firstDecider(world: World, { store, paidAt, recorded }: Order): RefundDecider {
  // The partner's console does not show a payment that Toss has not recorded.
  if (store === 'APP_STORE' || recorded === false) return 'STORE';
  return world.clock.now() - (paidAt ?? 0) < GOOGLE_ALONE_MS ? 'STORE' : 'PARTNER';
}

function revocation({ orderId, subscription }: Order): readonly NewWorldEvent[] {
  if (subscription === undefined || subscription.status === 'REVOKED') return [];
  const { gracePeriodExpiresAt: _, holdEndsAt: __, pausedUntil: ___, ...previous } = subscription;
  const current = { ...previous, status: 'REVOKED', autoRenew: false } as const;
  return [{ type: 'SubscriptionChanged', orderId, changeReason: 'REVOKED', previous: subscription, current }];
}

function refundableOrder(world: World, orderId: string): Order {
  const order = world.store.order(orderId);
  if (order === undefined) throw new RefundNotPossibleError(orderId, 'there is no such order');
  if (order.paidAt === undefined) throw new RefundNotPossibleError(orderId, `it is ${order.state}`);
  if (order.refundedAt !== undefined) throw new RefundNotPossibleError(orderId, 'it is REFUNDED');
  return order;
}

function assertTurn(world: World, orderId: string, decider: RefundDecider): void {
  const turn = world.store.order(orderId)?.refund?.decider;
  if (turn !== decider)
    throw new RefundNotPossibleError(orderId, `it is not for the ${decider.toLowerCase()} to decide now`);
}

function refundOf(world: World, orderId: string): Refund {
  return world.store.order(orderId)?.refund as Refund;
}

function told(world: World, orderId: string, text: string): NewWorldEvent {
  return { type: 'UserNotified', userKey: world.store.order(orderId)?.userKey ?? '', orderId, text };
}
