import { ProtocolError } from '../protocol-error.js';

/**
 * Thrown when an amount of money is not a whole number of won in the range that the function asks for.
 *
 * Not thrown for a price that the console would refuse: `checkProductDraft` reports that.
 */
export class InvalidAmountError extends ProtocolError {
  /** Stays the same when a bundler renames the class. The `code` is 'INVALID_AMOUNT'. */
  override readonly name = 'InvalidAmountError';

  constructor(field: string, expected: string) {
    const korean = '금액이 올바르지 않아요. 원 단위 정수를 넣어 주세요.';
    super(
      'INVALID_AMOUNT',
      field,
      `Failed to read ${field}: it is not ${expected}. Pass an integer in KRW. (${korean})`,
    );
  }
}
