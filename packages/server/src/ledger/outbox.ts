import type { OrderId } from '@ait-iap/protocol';
import type { LedgerQueries } from './ledger-store.js';

/** What another system should do. */
export type OutboxAction = 'grant' | 'revoke';

/** A promise to another system that has to be kept now. */
export interface OutboxEntry {
  readonly orderId: OrderId;
  readonly action: OutboxAction;
  readonly idempotencyKey: string;
  /** How often it was tried before. */
  readonly attempts: number;
}

/** A promise that is about to be made. */
export interface NewPromise {
  readonly orderId: OrderId;
  readonly action: OutboxAction;
  /** The order's revision. It distinguishes a second grant or refund of the order from the first. */
  readonly revision: number;
}

/**
 * Writes a promise, which its writer holds until `leaseUntil`. An order that is granted again after a refund gets a new
 * key, because the other system has already handled the first key.
 */
export async function addToOutbox(
  ledger: LedgerQueries,
  { orderId, action, revision }: NewPromise,
  { now, leaseUntil }: { readonly now: number; readonly leaseUntil: number },
): Promise<OutboxEntry> {
  const fresh = {
    created_at: now,
    attempts: 0,
    next_attempt_at: leaseUntil,
    last_error: null,
    confirmed_at: null,
  };
  const first = idempotencyKeyOf(orderId, action);
  const query = ledger.sql
    .insertInto('ait_iap_outbox')
    .values({ order_id: orderId, action, idempotency_key: first, ...fresh })
    .onConflict((conflict) =>
      conflict
        .columns(['order_id', 'action'])
        .doUpdateSet({ idempotency_key: `${first}:${revision}`, ...fresh }),
    )
    .returning('idempotency_key')
    .compile();
  const [row] = await ledger.query(query);
  return { orderId, action, idempotencyKey: row?.idempotency_key ?? first, attempts: 0 };
}

/** The key of the last promise for one action of an order. */
export async function findOutboxKey(
  ledger: LedgerQueries,
  orderId: OrderId,
  action: OutboxAction,
): Promise<string | undefined> {
  const query = ledger.sql
    .selectFrom('ait_iap_outbox')
    .select('idempotency_key')
    .where('order_id', '=', orderId)
    .where('action', '=', action)
    .compile();
  const [row] = await ledger.query(query);
  return row?.idempotency_key;
}

/** How promises are taken. */
export interface OutboxClaim {
  readonly now: number;
  readonly limit: number;
  readonly leaseUntil: number;
  /**
   * The latest possible time of a next attempt, in milliseconds since 1970. A later one was written by a wrong clock
   * and is due.
   */
  readonly furthest: number;
}

/** Takes due promises, the oldest first. Each has one claimer until `leaseUntil`. */
export async function claimOutbox(
  ledger: LedgerQueries,
  { now, limit, leaseUntil, furthest }: OutboxClaim,
): Promise<OutboxEntry[]> {
  // Before the update, as for orders: inside the update PostgreSQL may run it again for every row.
  const query = ledger.sql
    .with('due', (sql) =>
      sql
        .selectFrom('ait_iap_outbox')
        .select('idempotency_key')
        .where((eb) => eb.or([eb('next_attempt_at', '<=', now), eb('next_attempt_at', '>', furthest)]))
        .orderBy('next_attempt_at')
        .limit(limit)
        .$if(ledger.skipsLocked, (query) => query.forUpdate().skipLocked()),
    )
    .updateTable('ait_iap_outbox')
    .set({ next_attempt_at: leaseUntil })
    .where('idempotency_key', 'in', (sql) => sql.selectFrom('due').select('idempotency_key'))
    .where((eb) => eb.or([eb('next_attempt_at', '<=', now), eb('next_attempt_at', '>', furthest)]))
    .returning(['order_id', 'action', 'idempotency_key', 'attempts'])
    .compile();
  return (await ledger.query(query)).map((row) => ({
    orderId: row.order_id as OrderId,
    action: row.action,
    idempotencyKey: row.idempotency_key,
    attempts: Number(row.attempts),
  }));
}

/** Writes that the other system has acknowledged a promise. False for a promise that a newer one has replaced. */
export async function acknowledgeOutbox(
  ledger: LedgerQueries,
  entry: OutboxEntry,
  now: number,
): Promise<boolean> {
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
    .where('idempotency_key', '=', entry.idempotencyKey)
    .returning('order_id')
    .compile();
  return (await ledger.query(query)).length === 1;
}

/** Writes a failed attempt and the time of the next one. */
export async function postponeOutbox(
  ledger: LedgerQueries,
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
    .where('idempotency_key', '=', entry.idempotencyKey)
    .where('confirmed_at', 'is', null)
    .where('next_attempt_at', 'is not', null)
    .compile();
  await ledger.query(query);
}

/** Stops the attempts, because the order has since changed to the opposite. */
export async function cancelInOutbox(
  ledger: LedgerQueries,
  orderId: OrderId,
  action: OutboxAction,
): Promise<void> {
  const query = ledger.sql
    .updateTable('ait_iap_outbox')
    .set({ next_attempt_at: null })
    .where('order_id', '=', orderId)
    .where('action', '=', action)
    .compile();
  await ledger.query(query);
}

/** How many promises are open. */
export async function countOutbox(ledger: LedgerQueries): Promise<number> {
  const query = ledger.sql
    .selectFrom('ait_iap_outbox')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('next_attempt_at', 'is not', null)
    .compile();
  const [row] = await ledger.query(query);
  return Number(row?.open ?? 0);
}

/** The key of every attempt for the first grant or refund of an order. */
function idempotencyKeyOf(orderId: OrderId, action: OutboxAction): string {
  return `ait-iap:${action}:${orderId}`;
}
