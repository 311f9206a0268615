import type { OrderStatusAnswer } from '@ait-iap/protocol';

const LENIENT = ['reason', 'sku', 'statusDeterminedAt'] as const;

/**
 * The status of an order out of an answer that has the documented form to the letter, which the schemas would leave as it is.
 *
 * They say what an answer is, and read every other one; this spares them the usual case, because they cost more than all the rest
 * of a call in this package. A test shows that both give the same.
 *
 * @returns `undefined` for an answer that only the schemas can judge
 */
export function plainAnswer(json: unknown): OrderStatusAnswer | undefined {
  if (!isRecord(json) || json.resultType !== 'SUCCESS' || !isRecord(json.success)) return undefined;
  const { success } = json;
  if (!isText(success.orderId) || !isText(success.status)) return undefined;
  for (const field of LENIENT) {
    const value = success[field];
    if (typeof value !== 'string' && value !== null && value !== undefined) return undefined;
  }
  // The schemas leave it out, because whoever copies an object with it gets another prototype.
  return Object.hasOwn(success, '__proto__') ? undefined : (success as OrderStatusAnswer);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
