import { SandboxError } from './sandbox-error.js';

/** Thrown when a refund cannot be requested or decided now. Nothing has changed. */
export class RefundNotPossibleError extends SandboxError {
  override readonly name = 'RefundNotPossibleError';

  constructor(
    readonly orderId: string,
    why: string,
  ) {
    super('REFUND_NOT_POSSIBLE', `Failed to refund order ${orderId}: ${why}. Read the order first.`);
  }
}
