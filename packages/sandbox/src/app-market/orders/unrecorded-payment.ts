import { HostError } from '../../errors/host-error.js';
import { DUE } from '../../world/due-key.js';
import type { Order } from '../../world/order.js';
import type { World } from '../../world/world.js';
import type { NewWorldEvent } from '../../world/world-event.js';
import { startSubscription } from '../subscriptions/start-subscription.js';
import { assertPayable } from './pay-order.js';

/** The codes after which the user has paid although Toss has no paid order. */
export const UNRECORDED_CODES: readonly string[] = [
  'TOSS_SERVER_VERIFICATION_FAILED',
  'APP_MARKET_VERIFICATION_FAILED',
];

/** How a payment is lost on its way from the store to Toss. */
export interface UnrecordedPayment {
  /** One of {@link UNRECORDED_CODES}. */
  readonly code: string;
  /** Milliseconds until Toss records it after all. Absent: never by itself. */
  readonly recordedAfter?: number | undefined;
}

/**
 * The store takes the money, and Toss cannot record it. For Toss the order is ORDER_IN_PROGRESS while it may still turn
 * up, else FAILED; it is in no list; the store can refund it.
 * @throws HostError as `payOrder` does; nothing is paid then.
 */
export function payUnrecorded(world: World, order: Order, { code, recordedAfter }: UnrecordedPayment): void {
  assertPayable(world, order);
  const { orderId } = order;
  const due = recordedAfter === undefined ? undefined : Math.ceil(world.clock.now() + recordedAfter);
  world.record({ type: 'PaymentTaken', orderId, code, ...(due !== undefined && { recordedAt: due }) });
}

/**
 * Toss records a payment that it had lost: the order is pending from now on, or REFUNDED if the store has paid back
 * meanwhile.
 * @throws HostError `INTERNAL_ERROR` if there is no such payment.
 */
export function recordPayment(world: World, orderId: string): Order {
  const order = world.store.order(orderId);
  if (order === undefined || order.recorded !== false) throw new HostError('INTERNAL_ERROR');
  const events: NewWorldEvent[] = [{ type: 'PaymentRecorded', orderId }];
  if (order.kind === 'SUBSCRIPTION' && order.refundedAt === undefined)
    events.push(startSubscription(world, order));
  world.record(...events);
  return world.store.order(orderId) as Order;
}

/** Records the payments that turn up by themselves. */
export function keepUnrecordedPayments(world: World): void {
  world.onDue(DUE.paymentRecord, (orderId) => void recordPayment(world, orderId));
}
