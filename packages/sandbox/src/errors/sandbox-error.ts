import { inBothLanguages } from './korean-messages.js';

/** Marks an error of this package, so that two copies of the package recognise each other's errors. */
const BRAND = /*@__PURE__*/ Symbol.for('ait-iap.sandbox-error');

/**
 * The base of every error that `@ait-iap/sandbox` itself throws, in English and Korean: it cannot do what it was asked.
 * Errors that a Toss app or the partner API would answer are not among them.
 */
export class SandboxError extends Error {
  /** The name of the class, which stays the same when a bundler renames it. */
  override readonly name: string = 'SandboxError';
  /** Marks the class across copies of this package. */
  readonly [BRAND] = true;

  constructor(
    /** The code of the error, for programs. */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(inBothLanguages(code, message), options);
  }
}

/** Whether `value` is an error of this package, also one made by another copy of it. */
export function isSandboxError(value: unknown): value is SandboxError {
  return value instanceof Error && (value as { [BRAND]?: unknown })[BRAND] === true;
}
