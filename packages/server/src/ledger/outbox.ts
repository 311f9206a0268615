import type { OrderId } from '@ait-iap/protocol';
import type { LedgerSession } from './ledger-store.js';

/** What is asked of another system. */
export type OutboxAction = 'grant' | 'revoke';

/** A promise to another system that is to be kept now. */
export interface OutboxEntry {
  readonly orderId: OrderId;
  readonly action: OutboxAction;
  readonly idempotencyKey: string;
  /** How often it was tried before. */
  readonly attempts: number;
}

/** Writes a promise down, taken by its writer until `leaseUntil`. */
export async function addToOutbox(
  ledger: LedgerSession,
  entry: OutboxEntry,
  { now, leaseUntil }: { readonly now: number; readonly leaseUntil: number },
): Promise<void> {
  const query = ledger.sql
    .insertInto('ait_iap_outbox')
    .values({
      order_id: entry.orderId,
      action: entry.action,
      idempotency_key: entry.idempotencyKey,
      created_at: now,
      attempts: entry.attempts,
      next_attempt_at: leaseUntil,
      last_error: null,
      confirmed_at: null,
    })
    .compile();
  await ledger.query(query);
}

/** Takes promises that are due, the oldest first, each for one claimer until `leaseUntil`. */
export async function claimOutbox(
  ledger: LedgerSession,
  { now, limit, leaseUntil }: { readonly now: number; readonly limit: number; readonly leaseUntil: number },
): Promise<OutboxEntry[]> {
  const due = ledger.sql
    .selectFrom('ait_iap_outbox')
    .select('idempotency_key')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .limit(limit)
    .$if(ledger.skipsLocked, (query) => query.forUpdate().skipLocked());
  const query = ledger.sql
    .updateTable('ait_iap_outbox')
    .set({ next_attempt_at: leaseUntil })
    .where('idempotency_key', 'in', due)
    .where('next_attempt_at', '<=', now)
    .returning(['order_id', 'action', 'idempotency_key', 'attempts'])
    .compile();
  return (await ledger.query(query)).map((row) => ({
    orderId: row.order_id as OrderId,
    action: row.action,
    idempotencyKey: row.idempotency_key,
    attempts: Number(row.attempts),
  }));
}

/** Notes that the other system has confirmed. */
export async function confirmOutbox(ledger: LedgerSession, entry: OutboxEntry, now: number): Promise<void> {
  const query = ledger.sql
    .updateTable('ait_iap_outbox')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      next_attempt_at: null,
      last_error: null,
      confirmed_at: now,
    }))
    .where('order_id', '=', entry.orderId)
    .where('action', '=', entry.action)
    .compile();
  await ledger.query(query);
}

/** Notes a failed attempt and when the next one is due. */
export async function postponeOutbox(
  ledger: LedgerSession,
  entry: OutboxEntry,
  { error, nextAttemptAt }: { readonly error: string; readonly nextAttemptAt: number },
): Promise<void> {
  const query = ledger.sql
    .updateTable('ait_iap_outbox')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      next_attempt_at: nextAttemptAt,
      last_error: error,
    }))
    .where('order_id', '=', entry.orderId)
    .where('action', '=', entry.action)
    .where('confirmed_at', 'is', null)
    .where('next_attempt_at', 'is not', null)
    .compile();
  await ledger.query(query);
}

/** Stops trying: the order was refunded before the other system confirmed. */
export async function cancelGrantInOutbox(ledger: LedgerSession, orderId: OrderId): Promise<void> {
  const query = ledger.sql
    .updateTable('ait_iap_outbox')
    .set({ next_attempt_at: null })
    .where('order_id', '=', orderId)
    .where('action', '=', 'grant')
    .compile();
  await ledger.query(query);
}

/** How many promises are open. */
export async function countOutbox(ledger: LedgerSession): Promise<number> {
  const query = ledger.sql
    .selectFrom('ait_iap_outbox')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('next_attempt_at', 'is not', null)
    .compile();
  const [row] = await ledger.query(query);
  return Number(row?.open ?? 0);
}

/** The key that every attempt of one action for one order carries. */
export function idempotencyKeyOf(orderId: OrderId, action: OutboxAction): string {
  return `ait-iap:${action}:${orderId}`;
}
