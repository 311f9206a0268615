import { KOREAN_MESSAGES, type ServerErrorCode } from './korean-messages.js';

/** Marks an error of this package, so that two copies of the package recognise each other's errors. */
const brand = Symbol.for('ait-iap.server.error');

/** The options of every error of this package. */
export interface IapServerErrorOptions {
  /** The error below this one. It must not contain secrets: see `withoutSecrets`. */
  readonly cause?: unknown;
  /** The Korean sentence. @defaultValue the one of the code */
  readonly korean?: string | undefined;
}

/**
 * The base of every error that `@ait-iap/server` throws. No call of this package moves money, so no error means that
 * money has moved.
 *
 * The message is in English, followed by a Korean sentence with the remedy. Message, cause and JSON form never contain
 * a key, a certificate, a full user key or a payload, so you may log an error as it is.
 */
export abstract class IapServerError extends Error {
  /** The name of the class, such as `PartnerTimeoutError`. It does not change when a bundler renames classes. */
  abstract override readonly name: string;
  /** Whether the same call may succeed later without any change. */
  abstract readonly retryable: boolean;

  /** @internal */
  readonly [brand] = true;

  /** @internal */
  constructor(
    /** The code of the error. It does not change between versions. */
    readonly code: ServerErrorCode,
    message: string,
    options: IapServerErrorOptions = {},
  ) {
    super(
      `${message} (${options.korean ?? KOREAN_MESSAGES[code]})`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    // Not enumerable, so that a logger does not print the brand.
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

  /** The fields that a subclass adds to the JSON form of the error. */
  protected details(): Record<string, unknown> {
    return {};
  }
}

/**
 * Whether a value is an error of this package. It checks a brand, so it also works if two copies of the package are
 * installed, where `instanceof` would fail.
 */
export function isIapServerError(value: unknown): value is IapServerError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true;
}
