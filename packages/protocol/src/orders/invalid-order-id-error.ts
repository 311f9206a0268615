import { ProtocolError } from '../protocol-error.js';

/**
 * Thrown when a value that must be an order id is not a UUID, or when an order id cannot be made from the
 * given options. Not thrown for a well-formed id that names no order: only the platform knows that.
 */
export class InvalidOrderIdError extends ProtocolError {
  /** Stays the same when a bundler renames the class. The `code` is 'INVALID_ORDER_ID'. */
  override readonly name = 'InvalidOrderIdError';

  constructor(field: string, message: string) {
    super('INVALID_ORDER_ID', field, message);
  }
}
