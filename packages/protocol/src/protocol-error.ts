/** The codes of every error this package throws. */
export const PROTOCOL_ERROR_CODES = ['INVALID_ORDER_ID', 'INVALID_AMOUNT', 'INVALID_APP_NAME'] as const;

/** One of {@link PROTOCOL_ERROR_CODES}. */
export type ProtocolErrorCode = (typeof PROTOCOL_ERROR_CODES)[number];

/** Marks an error of this package, so that two copies of the package recognise each other's errors. */
const BRAND = /*@__PURE__*/ Symbol.for('ait-iap.protocol-error');

/**
 * The base of every error that `@ait-iap/protocol` throws: a value that a caller passed in is malformed.
 *
 * Schemas do not throw it (they throw zod's own error), and no word that came from the platform does.
 * The message names the field and says what to do. It never repeats the value, which may be private data.
 */
export class ProtocolError extends Error {
  /** The name of the class, which stays the same when a bundler renames it. */
  override readonly name: string = 'ProtocolError';
  /** The machine-readable cause. */
  readonly code: ProtocolErrorCode;
  /** The name of the value that is malformed, such as `orderId`. */
  readonly field: string;
  /** Marks the class across copies of this package in one bundle. */
  readonly [BRAND] = true;

  constructor(code: ProtocolErrorCode, field: string, message: string) {
    super(message);
    this.code = code;
    this.field = field;
  }
}

/** Whether `value` is an error of this package, also one made by another copy of it. */
export function isProtocolError(value: unknown): value is ProtocolError {
  return value instanceof Error && (value as { [BRAND]?: unknown })[BRAND] === true;
}
