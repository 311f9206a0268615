import type { OrderId, WebhookSubscriptionState } from '@ait-iap/protocol';

/** A change of a subscription, as `onSubscriptionChanged` gets it. */
export interface SubscriptionChange {
  /** The order of the subscription, in small letters. */
  readonly orderId: OrderId;
  /** The user who has the subscription. */
  readonly userKey: string;
  /** The product. */
  readonly sku: string;
  /** CREATED, RENEWED, REVOKED, … or a word that was added later. */
  readonly changeReason: string;
  /** When the platform says that it changed. */
  readonly occurredAt: Date;
  /** The state before, if the webhook contains it. */
  readonly previous?: WebhookSubscriptionState;
  /** The state from now on. */
  readonly current: WebhookSubscriptionState;
  /**
   * False if `previous` is not the state that was known before: an event was lost or has not arrived yet. `current` is
   * still right.
   */
  readonly followsKnown: boolean;
}

/**
 * Applies a change: writes the application's own rows with `tx`, in the transaction that stores the event. It takes
 * effect once for each event, the newest one last. It is not called for late events. To refuse, throw; a return value
 * that cannot mean success, such as `false` or a failed response, refuses too. The event is then stored, and `replay()`
 * reports it again.
 */
export type OnSubscriptionChanged<Tx> = (tx: Tx, change: SubscriptionChange) => unknown;
