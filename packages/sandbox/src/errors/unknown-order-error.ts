import { SandboxError } from './sandbox-error.js';

/** An order that this world does not have. */
export class UnknownOrderError extends SandboxError {
  override readonly name = 'UnknownOrderError';

  constructor(readonly orderId: string) {
    super(
      'UNKNOWN_ORDER',
      `Failed to find order ${orderId.slice(0, 60)}: this world has no such order. List its orders.`,
    );
  }
}
