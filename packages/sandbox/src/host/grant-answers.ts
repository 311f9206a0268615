import { answerGrant, orderOf } from '../app-market/orders/answer-grant.js';
import { HostError } from '../errors/host-error.js';
import type { TossApp } from './toss-app.js';

/** The default delay of `grant-answer-late`, in milliseconds: one second after the thirty seconds. */
const DEFAULT_LATE_MS = 31_000;

/** `processProductGrant`, with the faults of the answer. */
export async function receiveGrantAnswer(app: TossApp, given: unknown): Promise<void> {
  const { orderId, isProductGranted } = (given ?? {}) as { orderId?: unknown; isProductGranted?: unknown };
  if (typeof orderId !== 'string') {
    throw new HostError(
      'INTERNAL_ERROR',
      'Failed to answer the grant: orderId is missing. Send the orderId of the event.',
    );
  }
  const { world, faults, device } = app;
  const target = { userKey: device.userKey, orderId, sku: orderOf(world, device.userKey, orderId)?.sku };
  app.wire.publish({
    type: 'grant.answered',
    ...{ orderId, userKey: device.userKey, answer: isProductGranted },
  });
  if (faults.take('grant-answer-lost', target) !== undefined) return neverAnswer();
  const late = faults.take('grant-answer-late', target);
  if (late !== undefined) await world.clock.sleep(late.delay ?? DEFAULT_LATE_MS, app.signal);
  const answer = { userKey: device.userKey, orderId, isProductGranted };
  answerGrant(world, answer);
  if (faults.take('grant-answer-twice', target) !== undefined) answerGrant(world, answer);
}

/** A promise that never settles, as a page sees a lost message. */
export function neverAnswer(): Promise<never> {
  return new Promise(() => {});
}
