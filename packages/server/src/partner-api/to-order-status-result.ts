import {
  isFinal,
  isGrantable,
  isKnownOrderStatus,
  type OrderStatusAnswer,
  skuOf,
  toOrderId,
} from '@ait-iap/protocol';
import type { OrderStatusResult } from './order-status-result.js';
import { statusInstant } from './status-instant.js';

/**
 * What the platform answered, as the result that {@link PartnerClient.getOrderStatus} gives. Public for tests
 * that stand in for the partner client.
 *
 * @param answer - the `success` part of the platform's answer
 * @param timeZone - the zone of a `statusDeterminedAt` without one; default Asia/Seoul
 * @throws InvalidOrderIdError if `answer.orderId` is not a UUID
 */
export function toOrderStatusResult(answer: OrderStatusAnswer, timeZone?: string): OrderStatusResult {
  const { status, reason, statusDeterminedAt } = answer;
  const sku = skuOf(answer);
  const known = isKnownOrderStatus(status);
  const result = {
    orderId: toOrderId(answer.orderId),
    status,
    known,
    isGrantable: known && isGrantable(status),
    isFinal: known && isFinal(status),
    reason: reason ?? '',
    ...(sku !== undefined && { sku }),
    ...(typeof statusDeterminedAt === 'string' && {
      statusDeterminedAt: statusInstant(statusDeterminedAt, timeZone),
    }),
    raw: answer,
  };
  // The three members of the union differ by `known` and `isGrantable`, which were computed from `status`
  // together.
  return result as OrderStatusResult;
}
