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
 * Turns the platform's answer into the result of {@link PartnerClient.getOrderStatus}.
 *
 * @param answer - the `success` part of the platform's answer
 * @param timeZone - the zone of a `statusDeterminedAt` without one; default Asia/Seoul
 * @param raw - the same answer as it arrived
 * @throws InvalidOrderIdError if `answer.orderId` is not a UUID
 */
export function toOrderStatusResult(
  answer: OrderStatusAnswer,
  timeZone?: string,
  raw: Readonly<Record<string, unknown>> = answer,
): OrderStatusResult {
  const { reason, statusDeterminedAt } = answer;
  const status = storable(answer.status);
  const sku = skuOf(answer);
  const known = isKnownOrderStatus(status);
  const result: { -readonly [Field in keyof OrderStatusResult]: unknown } = {
    orderId: toOrderId(answer.orderId),
    status,
    known,
    isGrantable: known && isGrantable(status),
    isFinal: known && isFinal(status),
    reason: reason ?? '',
    raw,
  };
  if (sku !== undefined) result.sku = storable(sku);
  if (typeof statusDeterminedAt === 'string')
    result.statusDeterminedAt = statusInstant(statusDeterminedAt, timeZone);
  // The three members of the union differ by `known` and `isGrantable`, which were computed from `status`
  // together.
  return result as OrderStatusResult;
}

// No database keeps these as they are, and PostgreSQL refuses the first: then not even the answer could be written down.
const UNSTORABLE = /\0|\p{Surrogate}/gu;

function storable(text: string): string {
  return text.replace(UNSTORABLE, '\ufffd');
}
