import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/**
 * Thrown for an invalid value: a malformed order id, user key, `baseUrl` or option. Nothing was sent. The same call
 * fails again until the value is corrected.
 */
export class PartnerInputError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'PartnerInputError';
  /** 'INVALID_INPUT': `field` has to be corrected. The platform was not asked. */
  declare readonly code: 'INVALID_INPUT';
  /** False: the same value is refused again. */
  override readonly retryable = false;
  /** The name of the value, such as `userKey` or `baseUrl`. */
  readonly field: string;

  /** @param remedy - what to do, as a sentence; it never repeats the value */
  constructor(field: string, why: string, remedy: string, options: IapServerErrorOptions = {}) {
    super('INVALID_INPUT', `Failed to read ${field}: ${why}. ${remedy}`, options);
    this.field = field;
  }

  /** Adds `field` to the JSON form, and never its value. */
  protected override details(): Record<string, unknown> {
    return { field: this.field };
  }
}
