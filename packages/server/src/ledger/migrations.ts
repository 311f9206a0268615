/** The parts in which the SQL of the two databases differs. */
export interface MigrationDialect {
  /** A key that the database counts up. */
  readonly autoIncrement: string;
  readonly bigint: string;
  /** Statements that make a COMMIT of application code fail. Empty if no statement of application code can commit. */
  readonly commitGuard: readonly string[];
}

/** One step of the schema. A published step never changes: another step fixes a mistake. */
export interface Migration {
  readonly version: number;
  statements(dialect: MigrationDialect): readonly string[];
}

/** Where the applied versions are written down. */
export const MIGRATIONS_TABLE = `create table if not exists ait_iap_migrations (
  version integer primary key,
  applied_at bigint not null
)`;

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    statements: ({ autoIncrement, bigint }) => [
      `create table ait_iap_orders (
  order_id text primary key,
  given_id text not null,
  user_key text,
  sku text,
  claimed integer not null,
  delivery text not null,
  status text,
  status_determined_at ${bigint},
  first_seen_at ${bigint} not null,
  granted_at ${bigint},
  revoked_at ${bigint},
  checked_at ${bigint},
  checks integer not null,
  next_check_at ${bigint}
)`,
      'create index ait_iap_orders_by_user on ait_iap_orders (user_key, first_seen_at)',
      // Partial, so that orders that can no longer change cost nothing when due orders are claimed.
      'create index ait_iap_orders_due on ait_iap_orders (next_check_at) where next_check_at is not null',
      `create table ait_iap_audit (
  id ${autoIncrement},
  order_id text not null,
  at ${bigint} not null,
  kind text not null,
  detail text not null
)`,
      'create index ait_iap_audit_by_order on ait_iap_audit (order_id, id)',
      `create table ait_iap_intents (
  intent_id text primary key,
  user_key text not null,
  sku text not null,
  created_at ${bigint} not null,
  expires_at ${bigint} not null,
  order_id text
)`,
      'create index ait_iap_intents_open on ait_iap_intents (user_key, sku, created_at) where order_id is null',
      'create index ait_iap_intents_by_sku on ait_iap_intents (sku, created_at) where order_id is null',
      `create table ait_iap_outbox (
  order_id text not null,
  action text not null,
  idempotency_key text not null,
  created_at ${bigint} not null,
  attempts integer not null,
  next_attempt_at ${bigint},
  last_error text,
  confirmed_at ${bigint},
  primary key (order_id, action)
)`,
      'create index ait_iap_outbox_due on ait_iap_outbox (next_attempt_at) where next_attempt_at is not null',
      `create table ait_iap_subscription_changes (
  order_id text not null,
  event_type text not null,
  occurred_at text not null,
  change_reason text not null,
  occurred_at_ms ${bigint} not null,
  payload text not null,
  state text not null,
  received_at ${bigint} not null,
  settled_at ${bigint},
  attempts integer not null,
  last_error text,
  primary key (order_id, event_type, occurred_at, change_reason)
)`,
      `create index ait_iap_subscription_changes_open on ait_iap_subscription_changes (received_at)
  where state in ('waiting', 'failed')`,
      `create table ait_iap_subscriptions (
  order_id text primary key,
  sku text not null,
  status text not null,
  access_granted integer not null,
  auto_renew integer,
  expires_at text,
  occurred_at_ms ${bigint} not null
)`,
    ],
  },
  {
    version: 2,
    statements: ({ bigint }) => [
      // The defaults are for rows that the previous version still writes while machines are replaced one by one.
      'alter table ait_iap_orders add column revision integer not null default 1',
      'alter table ait_iap_orders add column confirmed integer not null default 1',
      'alter table ait_iap_orders add column payment text',
      `alter table ait_iap_orders add column payment_determined_at ${bigint}`,
      `alter table ait_iap_orders add column paid_again_at ${bigint}`,
      'alter table ait_iap_orders add column failures integer not null default 0',
      `alter table ait_iap_orders add column watch_ended_at ${bigint}`,
      `update ait_iap_orders set payment = 'paid', payment_determined_at = status_determined_at
  where status in ('PAYMENT_COMPLETED', 'PURCHASED')`,
      `update ait_iap_orders set payment = 'refunded', payment_determined_at = status_determined_at
  where status = 'REFUNDED' or delivery in ('revoking', 'revoked')`,
      // Only a user has named it, the platform has not.
      `update ait_iap_orders set confirmed = 0
  where claimed = 0 and delivery = 'none' and checked_at is not null
    and (status is null or status in ('NOT_FOUND', 'MINIAPP_MISMATCH', 'ERROR'))`,
      // Version 1 stopped checking an order after one strange answer. These orders are checked again.
      `update ait_iap_orders set next_check_at = first_seen_at
  where next_check_at is null and confirmed = 1 and (
    (delivery in ('granted', 'delivering') and (status is null or status not in ('PAYMENT_COMPLETED', 'PURCHASED')))
    or (delivery = 'none' and status in ('PAYMENT_COMPLETED', 'PURCHASED', 'FAILED', 'MINIAPP_MISMATCH'))
  )`,
      'drop index ait_iap_orders_due',
      // Unconfirmed ids have their own queue, so that made-up ids cannot delay refund checks.
      `create index ait_iap_orders_due on ait_iap_orders (confirmed, next_check_at) where next_check_at is not null`,
      `create index ait_iap_orders_watch_ended on ait_iap_orders (watch_ended_at) where watch_ended_at is not null`,
      'create index ait_iap_orders_unconfirmed on ait_iap_orders (user_key) where confirmed = 0',
      'create index ait_iap_orders_failing on ait_iap_orders (payment) where failures > 0',
    ],
  },
  {
    version: 3,
    statements: ({ bigint }) => [
      `create table ait_iap_unread_webhooks (
  digest text primary key,
  event_type text not null,
  payload text not null,
  state text not null,
  received_at ${bigint} not null
)`,
      'create index ait_iap_unread_webhooks_by_age on ait_iap_unread_webhooks (received_at)',
    ],
  },
  {
    version: 4,
    statements: () => ['alter table ait_iap_orders add column by_hand text'],
  },
  {
    version: 5,
    statements: () => [
      `create table ait_iap_ledger (
  name text primary key,
  value text not null
)`,
    ],
  },
  {
    version: 6,
    statements: ({ bigint }) => [
      // The other users who asked for an order whose owner is not known yet. The first one may have guessed its id.
      `create table ait_iap_askers (
  order_id text not null,
  user_key text not null,
  asked_at ${bigint} not null,
  primary key (order_id, user_key)
)`,
    ],
  },
  {
    version: 7,
    statements: ({ commitGuard }) => commitGuard,
  },
  {
    version: 8,
    statements: () => [
      'alter table ait_iap_orders add column paid_again_heard integer not null default 0',
      'update ait_iap_orders set paid_again_heard = 1 where paid_again_at is not null',
    ],
  },
];

/** The version that this package works with. */
export const SCHEMA_VERSION = 8;

/**
 * The oldest version whose packages may work on tables of {@link SCHEMA_VERSION}. During a deployment machines of both versions run
 * side by side, and an old one may restart. Raise it only with a migration that the older packages cannot work with.
 */
export const OLDEST_VERSION = 8;
