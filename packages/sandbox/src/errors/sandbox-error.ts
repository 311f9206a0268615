import { inBothLanguages } from './korean-messages.js';

const BRAND = /*@__PURE__*/ Symbol.for('ait-iap.sandbox-error');

/**
 * The base of every error that `@ait-iap/sandbox` itself throws, in English and Korean: it was asked for something that it cannot do. What a
 * Toss app or a partner API would answer is not one of these.
 */
export class SandboxError extends Error {
  override readonly name: string = 'SandboxError';
  /** Marks the class across copies of this package. */
  readonly [BRAND] = true;

  constructor(
    /** The machine-readable cause. */
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
