import type { OrderId, WebhookSubscriptionState } from '@ait-iap/protocol';

/** A change of a subscription, as `onSubscriptionChanged` is told of it. */
export interface SubscriptionChange {
  readonly orderId: OrderId;
  readonly userKey: string;
  readonly sku: string;
  /** CREATED, RENEWED, REVOKED, … or a word that came later. */
  readonly changeReason: string;
  readonly occurredAt: Date;
  readonly previous?: WebhookSubscriptionState;
  readonly current: WebhookSubscriptionState;
  /**
   * False when `previous` is not what was known before: an event was lost, or has yet to come. `current` holds all the same.
   */
  readonly followsKnown: boolean;
}

/**
 * Takes a change over: the application's own writes, with `tx`, in the transaction that notes the event. It takes effect once
 * for each event, the newest one last; late events are not told. Throw to refuse; an answer that cannot mean success, such as
 * `false` or a failed response, refuses too. The event is then kept, and `replay()` tells it again.
 */
export type OnSubscriptionChanged<Tx> = (tx: Tx, change: SubscriptionChange) => unknown;
