import { validate, version } from 'uuid';
import { InvalidOrderIdError } from './invalid-order-id-error.js';

/**
 * The id of an order: a UUID in lower case, so that two spellings of one order are one string.
 *
 * Otherwise a ledger would grant `AB…` and `ab…` once each. {@link toOrderId},
 * `createOrderId` and `orderIdSchema` are the only ways to get one.
 */
export type OrderId = string & { readonly __orderId: true };

/**
 * Whether `value` is the text of an order id: any UUID of RFC 9562, in either case, nil and max included.
 *
 * The source documents call an order id a UUID v7, but their own sample is a v4. So ids that come from outside may have any
 * version. Ids that are made here are v7.
 */
export function isOrderId(value: unknown): boolean {
  return validate(value);
}

/** Whether `value` is a UUID of version 7, the only one that carries a time. */
export function isUuidV7(value: unknown): boolean {
  return typeof value === 'string' && validate(value) && version(value) === 7;
}

/**
 * Reads an order id, in lower case.
 *
 * To answer the Toss app, keep the string it sent: it may compare letter by letter.
 *
 * @throws InvalidOrderIdError if `value` is not a UUID; the message does not repeat it
 */
export function toOrderId(value: unknown): OrderId {
  if (typeof value !== 'string' || !validate(value)) {
    throw new InvalidOrderIdError(
      'orderId',
      'Failed to read orderId: it is not a UUID. Pass the orderId as the Toss app gave it. ' +
        '(orderId가 올바르지 않아요. 토스 앱이 준 값을 그대로 넣어 주세요.)',
    );
  }
  return value.toLowerCase() as OrderId;
}

/**
 * When an order id was made, in milliseconds since 1970-01-01T00:00:00Z; `undefined` for any id but a v7.
 *
 * The maker of the id wrote this time, so it proves nothing.
 */
export function orderCreatedAt(orderId: string): number | undefined {
  if (!isUuidV7(orderId)) return undefined;
  return Number.parseInt(orderId.slice(0, 8) + orderId.slice(9, 13), 16);
}
