import { IapServerError } from './iap-server-error.js';

/** Thrown for an invalid value or option. Nothing was asked and nothing was written. */
export class FulfillmentInputError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'FulfillmentInputError';
  /** 'INVALID_INPUT': `field` has to be corrected. */
  declare readonly code: 'INVALID_INPUT';
  /** False: the same value is refused again. */
  readonly retryable = false;
  /** The name of the value, such as `orderId`. */
  readonly field: string;

  constructor(field: string, problem: string) {
    super('INVALID_INPUT', `Failed to read ${field}: ${problem}`);
    this.field = field;
  }

  /** Adds `field` to the JSON form, and never its value. */
  protected override details(): Record<string, unknown> {
    return { field: this.field };
  }
}
