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

/**
 * One order. Times are whole milliseconds since 1970 and flags are 0 or 1, so that SQLite and PostgreSQL hold the same
 * values; PostgreSQL gives a bigint as text, which the row mappers turn into a number.
 */
export interface OrdersTable {
  order_id: string;
  /** The user the order belongs to; null while nobody is known (an import, a webhook). */
  user_key: string | null;
  /** The product, by the platform's word once `claimed`. */
  sku: string | null;
  /** 1 once the platform has confirmed that the order is this user's: from then on it has an owner for ever. */
  claimed: number;
  delivery: Delivery;
  /** The platform's word, raw, when it was last asked; null if it never answered. */
  status: string | null;
  status_determined_at: number | null;
  first_seen_at: number;
  granted_at: number | null;
  revoked_at: number | null;
  checked_at: number | null;
  /** How often it was asked since `first_seen_at`. */
  checks: number;
  /** When reconciliation asks again; null: never, nothing can change. A claim moves it on, as a lease. */
  next_check_at: number | null;
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

/** The tables, by their names in the database. */
export interface LedgerDatabase {
  ait_iap_orders: OrdersTable;
  ait_iap_audit: AuditTable;
  ait_iap_intents: IntentsTable;
}
