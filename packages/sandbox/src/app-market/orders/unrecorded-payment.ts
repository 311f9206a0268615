import { HostError } from '../../errors/host-error.js';
import { DUE } from '../../world/due-key.js';
import type { Order } from '../../world/order.js';
import type { World } from '../../world/world.js';
import type { NewWorldEvent } from '../../world/world-event.js';
import { startSubscription } from '../subscriptions/start-subscription.js';
import { assertPayable } from './pay-order.js';

/** The codes after which the user has paid but Toss has no paid order. */
export const UNRECORDED_CODES: readonly string[] = [
  'TOSS_SERVER_VERIFICATION_FAILED',
  'APP_MARKET_VERIFICATION_FAILED',
];

/** How a payment is lost between the app market and Toss. */
export interface UnrecordedPayment {
  /** One of {@link UNRECORDED_CODES}. */
  readonly code: string;
  /** How many milliseconds until Toss records it after all. Absent: never by itself. */
  readonly recordedAfter?: number | undefined;
}

/**
 * The app market takes the payment, and Toss cannot record it. For Toss the order is ORDER_IN_PROGRESS while it may
 * still appear, else FAILED. No list shows it. The app market can refund it.
 * @throws HostError like `payOrder`; then nothing is paid
 */
export function payUnrecorded(world: World, order: Order, { code, recordedAfter }: UnrecordedPayment): void {
  assertPayable(world, order);
  const { orderId } = order;
  const due = recordedAfter === undefined ? undefined : Math.ceil(world.clock.now() + recordedAfter);
  world.record({ type: 'PaymentTaken', orderId, code, ...(due !== undefined && { recordedAt: due }) });
}

/**
 * Toss records a lost payment. The order is then pending, or REFUNDED if the app market has paid back in the meantime.
 * @throws HostError `INTERNAL_ERROR` if the order has no lost payment
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

/** Records lost payments that appear by themselves. */
export function keepUnrecordedPayments(world: World): void {
  world.onDue(DUE.paymentRecord, (orderId) => void recordPayment(world, orderId));
}
