import { SandboxError } from './sandbox-error.js';

/** Thrown for an order that is not in this world. Nothing has changed. */
export class UnknownOrderError extends SandboxError {
  override readonly name = 'UnknownOrderError';

  constructor(readonly orderId: string) {
    super(
      'UNKNOWN_ORDER',
      `Failed to find order ${orderId.slice(0, 60)}: this world has no such order. List its orders.`,
    );
  }
}
