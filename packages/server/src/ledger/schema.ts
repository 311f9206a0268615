import type { Generated } from 'kysely';

/** What our side did for an order. The platform's status is stored beside it and never mixed with it. */
export const DELIVERIES = ['none', 'delivering', 'granted', 'revoking', 'revoked'] as const;

/**
 * | delivery | meaning |
 * | --- | --- |
 * | none | known, nothing granted |
 * | delivering | `externalGrant` only: promised in the outbox, the other system has not confirmed |
 * | granted | granted, durably |
 * | revoking | `externalGrant` only: refunded, the other system has not confirmed the withdrawal |
 * | revoked | taken back after a refund |
 */
export type Delivery = (typeof DELIVERIES)[number];

/** Whether an order is paid or refunded, by the last answer that said so. */
export const PAYMENTS = ['paid', 'refunded'] as const;

/**
 * | payment | meaning |
 * | --- | --- |
 * | paid | the platform called the order paid, and has not called it refunded since |
 * | refunded | the platform called it refunded, and no answer that can be believed has called it paid since |
 */
export type PaymentSoFar = (typeof PAYMENTS)[number];

/**
 * What a person may decide about an order.
 *
 * | word | meaning |
 * | --- | --- |
 * | granted | granted outside the ledger: `onGrant` did not run |
 * | revoked | taken back or blocked, whatever the platform says: only a person can grant it again |
 */
export const MANUAL_DELIVERIES = ['granted', 'revoked'] as const;

/** One of {@link MANUAL_DELIVERIES}. */
export type ManualDelivery = (typeof MANUAL_DELIVERIES)[number];

/**
 * One order. Times are whole milliseconds since 1970 and flags are 0 or 1, so that SQLite and PostgreSQL store the same
 * values. PostgreSQL returns a bigint as text, which the row mappers turn into a number.
 */
export interface OrdersTable {
  /** In lower case, so that two spellings of one order are one row. */
  order_id: string;
  /** The spelling for requests to the platform, as it arrived: the platform may compare letter by letter. */
  given_id: string;
  /** The user of the order; null while the user is not known (an import, a webhook). */
  user_key: string | null;
  /** The product. Once `claimed`, it is the one that the platform named. */
  sku: string | null;
  /** 1 once the platform has confirmed that the order belongs to this user. From then on the owner never changes. */
  claimed: number;
  /** 1 once the platform knew the order or an import named it. 0: only a user has named it, so the id may be made up. */
  confirmed: number;
  /** What our side did for the order; 'none' until a grant. */
  delivery: Delivery;
  /** The platform's last status word as it came; null if it never answered. */
  status: string | null;
  /** Since when the order has this `status`, by the platform, in milliseconds since 1970; null if it did not say. */
  status_determined_at: number | null;
  /** When the ledger first heard of the order, in milliseconds since 1970. */
  first_seen_at: number;
  /** When the product was last granted, in milliseconds since 1970; null if it never was. */
  granted_at: number | null;
  /** When the product was taken back, in milliseconds since 1970; null while the user has it or never had it. */
  revoked_at: number | null;
  /** What a person decided; null if nothing. */
  by_hand: ManualDelivery | null;
  /** When the platform was last asked about it, in milliseconds since 1970; null if it never was. */
  checked_at: number | null;
  /** How many times the platform was asked since `first_seen_at`. */
  checks: number;
  /**
   * When reconciliation checks it next; null: never, because nothing can change. A claim moves this time forward, as a
   * lease.
   */
  next_check_at: number | null;
  /** When `next_check_at` became null. A time in the future was written by a wrong clock and does not count. */
  watch_ended_at: number | null;
  /**
   * Whether the order is paid or refunded, by the last answer that said so. A strange word in `status` does not change
   * it.
   */
  payment: PaymentSoFar | null;
  /** Since when the order has this `payment`, if the platform said so. */
  payment_determined_at: number | null;
  /** When an answer that contradicts `payment` was last counted, while it is not believed yet. */
  paid_again_at: number | null;
  /** How many times such an answer came, with pauses in between. */
  paid_again_heard: number;
  /** How often `onGrant` or `onRevoke` has failed in a row. */
  failures: number;
  /** The number of writes to the order, so that a late answer can be recognised. */
  revision: number;
}

/** Another user who asked for an order that the platform does not know or whose owner it does not tell. */
export interface AskersTable {
  /** In lower case, as in `ait_iap_orders`. */
  order_id: string;
  /** The user who asked. Together with `order_id` it is the key of the row. */
  user_key: string;
  /** When the user asked last, in milliseconds since 1970. */
  asked_at: number;
}

/** What happened to an order, in order of time. Rows are only added. */
export interface AuditTable {
  /** Given by the database, and growing: it is the order of rows with the same time. */
  id: Generated<number>;
  /** In lower case, as in `ait_iap_orders`. */
  order_id: string;
  /** When it happened, in milliseconds since 1970. */
  at: number;
  /** One of `AUDIT_KINDS`, or a word of a newer version. */
  kind: string;
  /** A JSON object. */
  detail: string;
}

/** A purchase that a user is about to make. */
export interface IntentsTable {
  /** A random UUID, which `createIntent` returned. */
  intent_id: string;
  /** The user who is about to buy. */
  user_key: string;
  /** The product that the user is about to buy. */
  sku: string;
  /** When `createIntent` was called, in milliseconds since 1970. */
  created_at: number;
  /**
   * Until when it can be redeemed, in milliseconds since 1970. An order that was paid before then still redeems it
   * later.
   */
  expires_at: number;
  /** The order that redeemed it. */
  order_id: string | null;
}

/** A promise to another system (`externalGrant`), until that system has confirmed it. */
export interface OutboxTable {
  /** In lower case, as in `ait_iap_orders`. */
  order_id: string;
  /** Whether the other system has to grant the product or to take it back. */
  action: 'grant' | 'revoke';
  /** The same for every attempt, so that the other system can recognise a repeated request. */
  idempotency_key: string;
  /** When the promise was written, in milliseconds since 1970. */
  created_at: number;
  /** How often the other system was called for this promise, from 0. */
  attempts: number;
  /** When it is tried next; null once it is confirmed. A claim moves this time forward, as a lease. */
  next_attempt_at: number | null;
  /** The name and code of the last failure. */
  last_error: string | null;
  /** When the other system acknowledged it, in milliseconds since 1970; null while it has not. */
  confirmed_at: number | null;
}

/** What happened to a webhook event. */
export const CHANGE_STATES = ['waiting', 'applied', 'superseded', 'failed'] as const;

/**
 * | state | meaning |
 * | --- | --- |
 * | waiting | its order is not known yet |
 * | applied | `onSubscriptionChanged` ran and was committed |
 * | superseded | a newer event was already applied |
 * | failed | `onSubscriptionChanged` threw; `replay()` can try it again |
 */
export type ChangeState = (typeof CHANGE_STATES)[number];

/**
 * One webhook event of a subscription. The key consists of all identifying fields, because the platform gives it no id.
 */
export interface SubscriptionChangesTable {
  /** The order of the subscription, in lower case. */
  order_id: string;
  /** The platform's word. If another event has the same key, `#` and the SHA-256 of the content follow. */
  event_type: string;
  /** As the platform wrote it. */
  occurred_at: string;
  /** The platform's word for why it changed, also a word that this version does not know. */
  change_reason: string;
  /** Its place among the changes of its order: the time at which it happened, unless that is far in the future. */
  occurred_at_ms: number;
  /** The event as JSON. */
  payload: string;
  /** What became of the event. */
  state: ChangeState;
  /** When this backend received it first, in milliseconds since 1970. */
  received_at: number;
  /** When it was applied or superseded, in milliseconds since 1970; null while it is waiting or has failed. */
  settled_at: number | null;
  /** How often it was tried, from 0. */
  attempts: number;
  /** The code or name of the last failure; null if none failed. */
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
  /** The type as it was sent, at most 100 characters; empty if the body names none. */
  event_type: string;
  /** The body as it was sent. */
  payload: string;
  /** Why it was not read. */
  state: UnreadState;
  /** When this backend received it, in milliseconds since 1970. */
  received_at: number;
}

/** The newest known state of a subscription, by webhook. */
export interface SubscriptionsTable {
  /** The order of the subscription, in lower case. It stays the same over renewals. */
  order_id: string;
  /** The product of the subscription. */
  sku: string;
  /** The platform's word for the state, such as `ACTIVE`, also one that this version does not know. */
  status: string;
  /** 1 while the user has access, otherwise 0. */
  access_granted: number;
  /** 1 if it renews by itself, 0 if not; null if the platform did not say. */
  auto_renew: number | null;
  /** As the platform wrote it. */
  expires_at: string | null;
  /** The time of the event that brought this state, in milliseconds since 1970. */
  occurred_at_ms: number;
}

/** Facts about the whole ledger, such as the mini-app that it belongs to. */
export interface LedgerTable {
  /** What the fact is about, such as `mini_app` or `oldest_version`. It is the key of the row. */
  name: string;
  /** The fact as text. */
  value: string;
}

/** The steps of the schema that were applied. */
export interface MigrationsTable {
  /** The number of the step, from 1. */
  version: number;
  /** When the step was applied, in milliseconds since 1970. */
  applied_at: number;
}

/** The tables, by their names in the database. */
export interface LedgerDatabase {
  /** Facts about the whole ledger. */
  ait_iap_ledger: LedgerTable;
  /** The steps of the schema, one row each. */
  ait_iap_migrations: MigrationsTable;
  /** The orders, one row each: what the platform says and what was done. */
  ait_iap_orders: OrdersTable;
  /** Further users who asked for an order that has no owner yet. */
  ait_iap_askers: AskersTable;
  /** The timeline of every order. */
  ait_iap_audit: AuditTable;
  /** Users who are about to buy a product. */
  ait_iap_intents: IntentsTable;
  /** Promises to another system. Empty without `externalGrant`. */
  ait_iap_outbox: OutboxTable;
  /** The webhook events of subscriptions. */
  ait_iap_subscription_changes: SubscriptionChangesTable;
  /** The newest state of each subscription. */
  ait_iap_subscriptions: SubscriptionsTable;
  /** The newest thousand webhook events that could not be read. */
  ait_iap_unread_webhooks: UnreadWebhooksTable;
}
