import type { KnownChangeReason } from '@ait-iap/protocol';
import type { Subscription } from './subscription.js';

/** One step in the life of a subscription, as the webhook tells the partner. */
export interface SubscriptionStep {
  readonly changeReason: KnownChangeReason;
  /** Absent for `CREATED`. */
  readonly previous?: Subscription;
  readonly current: Subscription;
}
