import type { OrderId } from '@ait-iap/protocol';
import type { LedgerQueries } from './ledger-store.js';
import { statement } from './statement.js';

/** What can happen to an order. */
export const AUDIT_KINDS = [
  'granted',
  'revoked',
  /** Granted again, because the refund was taken back. */
  'regranted',
  /** The platform's status changed. */
  'status_changed',
  /** A grant request was refused. */
  'denied',
  /** `onGrant` or `onRevoke` threw. */
  'callback_failed',
  /** `externalGrant`: the delivery was written to the outbox. */
  'promised',
  /** `externalGrant`: refunded; the withdrawal was written to the outbox. */
  'withdrawal_promised',
  /** `externalGrant`: the other system did not confirm. */
  'delivery_failed',
  'imported',
  /** A person marked it as granted. `onGrant` did not run. */
  'granted_by_hand',
  /** A person granted it once more. */
  'redelivered',
  /** A person took it back or blocked it. */
  'revoked_by_hand',
  'subscription_changed',
  /** The user was removed from the order. */
  'user_forgotten',
] as const;

/** One of {@link AUDIT_KINDS}. */
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** A new entry of the timeline. */
export interface NewAuditEntry {
  readonly orderId: OrderId;
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
  readonly kind: AuditKind;
  /** Plain data for support. Never a key, a token or a payload. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** One entry of an order's timeline. */
export interface TimelineEntry {
  /** When it happened, by the clock of the machine that wrote it. */
  readonly at: Date;
  /** One of {@link AUDIT_KINDS}, or a word that a newer version wrote. */
  readonly kind: string;
  /** What else is known about it. The fields depend on the kind. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Writes an entry, in the transaction of the change itself. */
export async function appendAudit(ledger: LedgerQueries, entry: NewAuditEntry): Promise<void> {
  await append(ledger, { ...entry, detail: JSON.stringify(entry.detail) });
}

const append = statement<Omit<NewAuditEntry, 'detail'> & { readonly detail: string }, unknown>((sql, value) =>
  sql.insertInto('ait_iap_audit').values({
    order_id: value('orderId'),
    at: value('at'),
    kind: value('kind'),
    detail: value('detail'),
  }),
);

/** Whether the timeline of an order has such an entry since a time. */
export async function wasNotedSince(
  ledger: LedgerQueries,
  { orderId, kind, since }: { readonly orderId: OrderId; readonly kind: AuditKind; readonly since: number },
): Promise<boolean> {
  const query = ledger.sql
    .selectFrom('ait_iap_audit')
    .select('id')
    .where('order_id', '=', orderId)
    .where('kind', '=', kind)
    .where('at', '>', since)
    .limit(1)
    .compile();
  return (await ledger.query(query)).length === 1;
}

/** Reads everything that happened to an order, the oldest first. */
export async function readTimeline(ledger: LedgerQueries, orderId: OrderId): Promise<TimelineEntry[]> {
  const query = ledger.sql
    .selectFrom('ait_iap_audit')
    .select(['at', 'kind', 'detail'])
    .where('order_id', '=', orderId)
    .orderBy('id')
    .compile();
  const rows = await ledger.query(query);
  return rows.map((row) => ({
    at: new Date(Number(row.at)),
    kind: row.kind,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
  }));
}
