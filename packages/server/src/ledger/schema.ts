import type { Generated } from 'kysely';

/** What our own side did for an order; the platform's word is kept beside it and not mixed with it. */
export const DELIVERIES = ['none', 'delivering', 'granted', 'revoking', 'revoked'] as const;

/**
 * | delivery | meaning |
 * | --- | --- |
 * | none | known, nothing handed over |
 * | delivering | `externalGrant` only: promised in the outbox, the other system has not confirmed |
 * | granted | handed over, durably |
 * | revoking | `externalGrant` only: refunded, the other system has not confirmed the withdrawal |
 * | revoked | taken back after a refund |
 */
export type Delivery = (typeof DELIVERIES)[number];

/** What became of the money of an order, by the last answer that said so. */
export const PAYMENTS = ['paid', 'refunded'] as const;

/**
 * | payment | meaning |
 * | --- | --- |
 * | paid | the platform called the order paid, and has not called it refunded since |
 * | refunded | the platform called it refunded, and nothing that can be trusted has called it paid since |
 */
export type PaymentSoFar = (typeof PAYMENTS)[number];

/**
 * What a person may decide about an order.
 *
 * | word | meaning |
 * | --- | --- |
 * | granted | handed over outside the ledger: `onGrant` did not run |
 * | revoked | taken back, or kept back, whatever the platform says: only a person hands it over again |
 */
export const MANUAL_DELIVERIES = ['granted', 'revoked'] as const;

/** One of {@link MANUAL_DELIVERIES}. */
export type ManualDelivery = (typeof MANUAL_DELIVERIES)[number];

/**
 * One order. Times are whole milliseconds since 1970 and flags are 0 or 1, so that SQLite and PostgreSQL hold the same
 * values; PostgreSQL gives a bigint as text, which the row mappers turn into a number.
 */
export interface OrdersTable {
  /** In lower case, so that two spellings of one order are one row. */
  order_id: string;
  /** The spelling to ask the platform with, as it was given: it may compare letter by letter. */
  given_id: string;
  /** The user the order belongs to; null while nobody is known (an import, a webhook). */
  user_key: string | null;
  /** The product, by the platform's word once `claimed`. */
  sku: string | null;
  /** 1 once the platform has confirmed that the order is this user's: from then on it has an owner for ever. */
  claimed: number;
  /** 1 once the platform knew the order, or an import named it. 0: only a user has named it, so the id may be made up. */
  confirmed: number;
  delivery: Delivery;
  /** The platform's word, raw, when it was last asked; null if it never answered. */
  status: string | null;
  status_determined_at: number | null;
  first_seen_at: number;
  granted_at: number | null;
  revoked_at: number | null;
  /** What a person decided; null: nothing. */
  by_hand: ManualDelivery | null;
  checked_at: number | null;
  /** How often it was asked since `first_seen_at`. */
  checks: number;
  /** When reconciliation asks again; null: never, nothing can change. A claim moves it on, as a lease. */
  next_check_at: number | null;
  /** When `next_check_at` became null. A time that is still to come was written by a wrong clock, and does not count. */
  watch_ended_at: number | null;
  /** What became of the money, by the last answer that said so. An odd word in `status` does not touch it. */
  payment: PaymentSoFar | null;
  /** When the platform came to `payment`, where it said so. */
  payment_determined_at: number | null;
  /** When the contrary of `payment` was last counted, while that is not trusted yet. */
  paid_again_at: number | null;
  /** How often that was heard, with pauses between. */
  paid_again_heard: number;
  /** How often `onGrant` or `onRevoke` has failed in a row. */
  failures: number;
  /** Counts what was written down about the order, so that a late answer is known as one. */
  revision: number;
}

/** A further user who asked for an order that the platform does not know, or of which it does not say whose it is. */
export interface AskersTable {
  order_id: string;
  user_key: string;
  asked_at: number;
}

/** What happened to an order, in the order in which it happened. Rows are only ever added. */
export interface AuditTable {
  id: Generated<number>;
  order_id: string;
  at: number;
  /** One of `AUDIT_KINDS`, or a word of a newer version. */
  kind: string;
  /** A JSON object. */
  detail: string;
}

/** A purchase that a user is about to make. */
export interface IntentsTable {
  intent_id: string;
  user_key: string;
  sku: string;
  created_at: number;
  expires_at: number;
  /** The order that redeemed it. */
  order_id: string | null;
}

/** What is promised to another system (`externalGrant`), until that system has confirmed it. */
export interface OutboxTable {
  order_id: string;
  action: 'grant' | 'revoke';
  /** The same for every attempt, so that the other system can tell a repetition. */
  idempotency_key: string;
  created_at: number;
  attempts: number;
  /** When it is tried again; null once it is confirmed. A claim moves it on, as a lease. */
  next_attempt_at: number | null;
  /** The name and code of the last failure. */
  last_error: string | null;
  confirmed_at: number | null;
}

/** What happened to a webhook event. */
export const CHANGE_STATES = ['waiting', 'applied', 'superseded', 'failed'] as const;

/**
 * | state | meaning |
 * | --- | --- |
 * | waiting | its order is not known yet |
 * | applied | `onSubscriptionChanged` ran and was committed |
 * | superseded | a newer event had been applied before it came |
 * | failed | `onSubscriptionChanged` threw; it can be replayed |
 */
export type ChangeState = (typeof CHANGE_STATES)[number];

/** One webhook event of a subscription. The key is all that identifies one: the platform gives it no id. */
export interface SubscriptionChangesTable {
  order_id: string;
  event_type: string;
  /** As the platform wrote it. */
  occurred_at: string;
  change_reason: string;
  /** Where it stands among the changes of its order: when it happened, unless that lies in the far future. */
  occurred_at_ms: number;
  /** The event as JSON. */
  payload: string;
  state: ChangeState;
  received_at: number;
  settled_at: number | null;
  attempts: number;
  last_error: string | null;
}

/** Why a webhook event was not read: it is malformed, or of a type that this version does not know. */
export const UNREAD_STATES = ['unreadable', 'unknown_type'] as const;

/** One of {@link UNREAD_STATES}. */
export type UnreadState = (typeof UNREAD_STATES)[number];

/** A webhook event that could not be read. */
export interface UnreadWebhooksTable {
  /** SHA-256 of the body, in hexadecimal digits. */
  digest: string;
  event_type: string;
  /** The body as it was sent. */
  payload: string;
  state: UnreadState;
  received_at: number;
}

/** The newest known state of a subscription, by webhook. */
export interface SubscriptionsTable {
  order_id: string;
  sku: string;
  status: string;
  access_granted: number;
  auto_renew: number | null;
  /** As the platform wrote it. */
  expires_at: string | null;
  occurred_at_ms: number;
}

/** What holds for the whole ledger, such as the mini-app that it belongs to. */
export interface LedgerTable {
  name: string;
  value: string;
}

/** The steps of the schema that were applied. */
export interface MigrationsTable {
  version: number;
  applied_at: number;
}

/** The tables, by their names in the database. */
export interface LedgerDatabase {
  ait_iap_ledger: LedgerTable;
  ait_iap_migrations: MigrationsTable;
  ait_iap_orders: OrdersTable;
  ait_iap_askers: AskersTable;
  ait_iap_audit: AuditTable;
  ait_iap_intents: IntentsTable;
  ait_iap_outbox: OutboxTable;
  ait_iap_subscription_changes: SubscriptionChangesTable;
  ait_iap_subscriptions: SubscriptionsTable;
  ait_iap_unread_webhooks: UnreadWebhooksTable;
}
