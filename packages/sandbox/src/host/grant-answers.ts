import { answerGrant, orderOf } from '../app-market/orders/answer-grant.js';
import { HostError } from '../errors/host-error.js';
import type { TossApp } from './toss-app.js';

/** A `grant-answer-late` comes a second after the thirty are over unless told otherwise. */
const DEFAULT_LATE_MS = 31_000;

/** `processProductGrant`, with what can happen to an answer on its way. */
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

/** What a page that waits for the host sees of a lost message. */
export function neverAnswer(): Promise<never> {
  return new Promise(() => {});
}
