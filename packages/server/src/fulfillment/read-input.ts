import { isOrderId, isSku, isUserKey, type OrderId, toOrderId } from '@ait-iap/protocol';
import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';

/** Reads an order id, in lower case. Two spellings of one order must not be granted once each. */
export function readOrderId(value: unknown): OrderId {
  if (!isOrderId(value)) {
    throw new FulfillmentInputError('orderId', 'it is not a UUID. Pass the orderId as the mini-app got it.');
  }
  return toOrderId(value);
}

/** Reads a user key. */
export function readUserKey(value: unknown): string {
  if (!isUserKey(value)) {
    throw new FulfillmentInputError(
      'userKey',
      'it is not a user key. Pass the userKey of Toss Login from your own session, as a string.',
    );
  }
  return value;
}

/** Reads the id of a product. */
export function readSku(value: unknown): string {
  if (!isSku(value)) {
    throw new FulfillmentInputError(
      'sku',
      'it is not a sku. Pass the sku of the product list, or leave it out.',
    );
  }
  return value;
}

/** Reads an instant. */
export function readDate(field: string, value: unknown): Date {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
    throw new FulfillmentInputError(field, 'it is not a valid Date. Pass a Date, or leave it out.');
  }
  return value;
}
