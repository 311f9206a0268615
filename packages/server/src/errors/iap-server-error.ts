import { KOREAN_MESSAGES, type ServerErrorCode } from './korean-messages.js';

const brand = Symbol.for('ait-iap.server.error');

/** What every error of this package is made from. */
export interface IapServerErrorOptions {
  /** What went wrong below this error. It has to be free of secrets already: see `withoutSecrets`. */
  readonly cause?: unknown;
}

/**
 * The base of every error that `@ait-iap/server` throws: catch it to tell our errors from your own.
 *
 * A message says it in English and then, in Korean, what to do. It, a cause and the JSON form never hold a key, a certificate, a whole user key or a payload, so an
 * error may be logged as it is.
 */
export abstract class IapServerError extends Error {
  abstract override readonly name: string;
  /** Whether the same call may succeed when it is made again later, with nothing changed. */
  abstract readonly retryable: boolean;

  /** @internal */
  readonly [brand] = true;

  /** @internal */
  constructor(
    /** What went wrong, as a word that does not change between versions. */
    readonly code: ServerErrorCode,
    message: string,
    options: IapServerErrorOptions = {},
  ) {
    super(
      `${message} (${KOREAN_MESSAGES[code]})`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    // Hidden, so that a logger that lists own properties does not print the brand.
    Object.defineProperty(this, brand, { value: true, enumerable: false });
  }

  /**
   * The error as plain data for a log. Subclasses add fields by overriding {@link IapServerError.details}.
   */
  toJSON(): Record<string, unknown> {
    return {
      name: this.name,
      code: this.code,
      message: this.message,
      retryable: this.retryable,
      ...this.details(),
    };
  }

  /** The fields that a subclass adds to the JSON form. */
  protected details(): Record<string, unknown> {
    return {};
  }
}

/**
 * Whether a value is an error of this package. Works by a brand, so it also holds when two copies of the
 * package are installed, where `instanceof` would not.
 */
export function isIapServerError(value: unknown): value is IapServerError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true;
}
