import { SandboxError } from './sandbox-error.js';

/** Thrown for an order that is not in this world. Nothing has changed. */
export class UnknownOrderError extends SandboxError {
  /** Stays the same when a bundler renames the class. The `code` is 'UNKNOWN_ORDER'. */
  override readonly name = 'UnknownOrderError';

  constructor(
    /** The id that no order of this world has. */
    readonly orderId: string,
  ) {
    super(
      'UNKNOWN_ORDER',
      `Failed to find order ${orderId.slice(0, 60)}: this world has no such order. List its orders.`,
    );
  }
}
