/** Why a sandbox could not be asked, or did not do what it was asked for. Nothing has changed in it then. */
export class SandboxCallError extends Error {
  override readonly name = 'SandboxCallError';
  /** For programs: the sandbox's own code, `NOT_RUNNING` or `NOT_A_SANDBOX`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
