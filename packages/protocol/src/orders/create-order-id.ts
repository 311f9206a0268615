import { v7 } from 'uuid';
import { InvalidOrderIdError } from './invalid-order-id-error.js';
import type { OrderId } from './order-id.js';

const MAX_MSECS = 2 ** 48 - 1;
const MAX_SEQ = 2 ** 32 - 1;
const RANDOM_BYTES = 16;

/** Where the parts of a new id come from. */
export interface CreateOrderIdOptions {
  /**
   * The time in the id: whole milliseconds since 1970-01-01T00:00:00Z, 0 to 2 ** 48 - 1.
   * @defaultValue the present
   */
  readonly msecs?: number | undefined;
  /**
   * At least 16 random bytes; they are not changed.
   * @defaultValue bytes of the platform's `crypto`
   */
  readonly random?: Uint8Array | undefined;
  /**
   * The order of ids that have the same millisecond: 0 to 2 ** 32 - 1.
   * @defaultValue taken from `random`
   */
  readonly seq?: number | undefined;
}

/**
 * Makes an order id: a UUID v7.
 *
 * Without options, the ids of one process sort in the order in which they were made. With options, nothing is remembered
 * between calls. With `msecs` and `random` the function is pure: the same options make the same id, so a world can be
 * replayed.
 *
 * @throws InvalidOrderIdError if an option is out of range, `field` naming it
 */
export function createOrderId(options?: CreateOrderIdOptions): OrderId {
  if (options === undefined) return v7() as OrderId;
  const { msecs, random, seq } = options;
  if (msecs !== undefined) assertWithin('msecs', msecs, MAX_MSECS);
  if (seq !== undefined) assertWithin('seq', seq, MAX_SEQ);
  if (random !== undefined && random.length < RANDOM_BYTES) {
    throw invalid('random', `at least ${RANDOM_BYTES} bytes`);
  }
  // Options that were left out must not be passed as undefined: exactOptionalPropertyTypes.
  return v7({
    ...(msecs !== undefined && { msecs }),
    ...(random !== undefined && { random }),
    ...(seq !== undefined && { seq }),
  }) as OrderId;
}

function assertWithin(field: string, value: number, max: number): void {
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw invalid(field, `an integer from 0 to ${max}`);
  }
}

function invalid(field: string, expected: string): InvalidOrderIdError {
  return new InvalidOrderIdError(
    field,
    `Failed to create an order id: ${field} is not ${expected}. Correct it. (주문 ID를 만들 수 없어요. 적힌 값을 고쳐 주세요.)`,
  );
}
