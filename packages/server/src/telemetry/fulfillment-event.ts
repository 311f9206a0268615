import type { StopReason } from './stop-reason.js';

/** The fields that every event of a fulfilment has. */
interface FulfillmentFields {
  /** The order, in lower case. */
  readonly orderId: string;
  /** When it happened, in milliseconds since 1970 on the fulfilment's clock. */
  readonly at: number;
  /** The user key, redacted. Missing while the user is not known. */
  readonly userKey?: string;
}

/** A product was handed over; the commit was made. */
export interface OrderGranted extends FulfillmentFields {
  /** The name of the event. */
  readonly type: 'fulfillment.granted';
  /** The product. */
  readonly sku: string;
}

/** A product was taken back after a refund; the commit was made. */
export interface OrderRevoked extends FulfillmentFields {
  /** The name of the event. */
  readonly type: 'fulfillment.revoked';
  /** The product. */
  readonly sku: string;
}

/** A grant was requested and not given. */
export interface GrantDenied extends FulfillmentFields {
  /** The name of the event. */
  readonly type: 'fulfillment.denied';
  /** Undecided or refused. */
  readonly outcome: 'pending' | 'refused';
  /** Why: one of `PENDING_REASONS` or `REFUSED_REASONS`. */
  readonly reason: string;
  /** The platform's status word as it came, if it gave one. */
  readonly status?: string;
}

/** A grant or a refresh failed. */
export interface FulfillmentFailed extends FulfillmentFields {
  /** The name of the event. */
  readonly type: 'fulfillment.failed';
  /** The `code` of the error, or its name. */
  readonly errorCode: string;
  /** The callback of the application that failed, if one did. */
  readonly callback?: 'onGrant' | 'onRevoke' | 'deliver' | 'withdraw' | 'onSubscriptionChanged';
}

/** Another system was asked to grant or revoke (`externalGrant`). */
export interface DeliveryAttempted extends FulfillmentFields {
  /** The name of the event. */
  readonly type: 'fulfillment.delivery';
  /** What the other system was asked to do. */
  readonly action: 'grant' | 'revoke';
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Whether the other system has acknowledged it. */
  readonly confirmed: boolean;
  /** The code of the failure, if it failed with one. */
  readonly errorCode?: string;
}

/**
 * Reconciliation has stopped, because the platform takes the mini-app for another one or does not know it. Check the
 * client certificate.
 */
export interface ReconciliationStopped {
  /** The name of the event. */
  readonly type: 'reconciliation.stopped';
  /** When it stopped, in milliseconds since 1970 on the fulfilment's clock. */
  readonly at: number;
  /** Why it has stopped. */
  readonly reason: StopReason;
}

/** What the fulfilment reports while it works. User keys are redacted. */
export type FulfillmentEvent =
  | OrderGranted
  | OrderRevoked
  | GrantDenied
  | FulfillmentFailed
  | DeliveryAttempted
  | ReconciliationStopped;

/** An error as one word for an event: its code where it has one, else its name. Never its message. */
export function errorCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'UNKNOWN';
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'UNKNOWN';
}
