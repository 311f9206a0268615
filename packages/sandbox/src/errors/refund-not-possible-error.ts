import { SandboxError } from './sandbox-error.js';

/** Thrown when a refund cannot be requested or decided now. Nothing has changed. */
export class RefundNotPossibleError extends SandboxError {
  /** Stays the same when a bundler renames the class. The `code` is 'REFUND_NOT_POSSIBLE'. */
  override readonly name = 'RefundNotPossibleError';

  constructor(
    /** The order that was not refunded. */
    readonly orderId: string,
    why: string,
  ) {
    super('REFUND_NOT_POSSIBLE', `Failed to refund order ${orderId}: ${why}. Read the order first.`);
  }
}
