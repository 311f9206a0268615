/** Thrown when a sandbox cannot be reached or refuses a call. Nothing has changed in it. */
export class SandboxCallError extends Error {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'SandboxCallError';
  /** The code of the error: the sandbox's own code, `NOT_RUNNING`, `NOT_A_SANDBOX` or `INVALID_URL`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
