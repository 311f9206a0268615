import type { KnownChangeReason } from '@ait-iap/protocol';
import type { Subscription } from './subscription.js';

/** One step in the life of a subscription, as the webhook tells the partner. */
export interface SubscriptionStep {
  /** The platform's word for the reason. */
  readonly changeReason: KnownChangeReason;
  /** Absent for `CREATED`. */
  readonly previous?: Subscription;
  /** The subscription from now on. */
  readonly current: Subscription;
}
