import { IapServerError } from './iap-server-error.js';

/** Thrown for an invalid value or option. Nothing was asked and nothing was written. */
export class FulfillmentInputError extends IapServerError {
  readonly name = 'FulfillmentInputError';
  declare readonly code: 'INVALID_INPUT';
  readonly retryable = false;
  /** The name of the value, such as `orderId`. */
  readonly field: string;

  constructor(field: string, problem: string) {
    super('INVALID_INPUT', `Failed to read ${field}: ${problem}`);
    this.field = field;
  }

  protected override details(): Record<string, unknown> {
    return { field: this.field };
  }
}
