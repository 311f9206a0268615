import { SandboxError } from './sandbox-error.js';

/** Thrown for an action that a subscription does not allow in its state or its app market. Nothing has changed. */
export class SubscriptionStateError extends SandboxError {
  /** Stays the same when a bundler renames the class. The `code` is 'SUBSCRIPTION_STATE'. */
  override readonly name = 'SubscriptionStateError';

  constructor(
    /** The order of the subscription. */
    readonly orderId: string,
    /** The current state. `none` if the order has no subscription. */
    readonly status: string,
  ) {
    super(
      'SUBSCRIPTION_STATE',
      status === 'none'
        ? `Failed to change the subscription of order ${orderId}: it has none. Use an order of a SUBSCRIPTION product that is paid.`
        : `Failed to change the subscription of order ${orderId}: it is ${status}, or its store does not offer that. Read its state first.`,
    );
  }
}
