import type { OrderId } from '@ait-iap/protocol';
import type { LedgerSession } from './ledger-store.js';
import type { ChangeState, SubscriptionChangesTable } from './schema.js';

/** What identifies a webhook event: the platform gives it no id. */
export interface ChangeKey {
  readonly orderId: OrderId;
  readonly eventType: string;
  /** As the platform wrote it. */
  readonly occurredAt: string;
  readonly changeReason: string;
}

/** A webhook event as the ledger keeps it. */
export interface StoredChange extends ChangeKey {
  readonly occurredAtMs: number;
  /** The event as JSON. */
  readonly payload: string;
  readonly state: ChangeState;
  readonly receivedAt: Date;
  readonly attempts: number;
  /** The code or name of the last failure. */
  readonly lastError?: string;
}

/** Keeps an event. Gives the state of the one that was there already, or `undefined` if it is new. */
export async function keepChange(
  ledger: LedgerSession,
  change: ChangeKey & {
    readonly occurredAtMs: number;
    readonly payload: string;
    readonly receivedAt: number;
  },
): Promise<ChangeState | undefined> {
  const insert = ledger.sql
    .insertInto('ait_iap_subscription_changes')
    .values({
      order_id: change.orderId,
      event_type: change.eventType,
      occurred_at: change.occurredAt,
      change_reason: change.changeReason,
      occurred_at_ms: change.occurredAtMs,
      payload: change.payload,
      state: 'waiting',
      received_at: change.receivedAt,
      settled_at: null,
      attempts: 0,
      last_error: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('state')
    .compile();
  if ((await ledger.query(insert)).length === 1) return undefined;
  const [row] = await ledger.query(
    ledger.sql
      .selectFrom('ait_iap_subscription_changes')
      .select('state')
      .where('order_id', '=', change.orderId)
      .where('event_type', '=', change.eventType)
      .where('occurred_at', '=', change.occurredAt)
      .where('change_reason', '=', change.changeReason)
      .compile(),
  );
  return row?.state ?? 'applied';
}

/** Notes what became of an event. False if it was settled before: then nothing may be done for it again. */
export async function settleChange(
  ledger: LedgerSession,
  key: ChangeKey,
  { state, now, error }: { readonly state: ChangeState; readonly now: number; readonly error?: string },
): Promise<boolean> {
  const query = ledger.sql
    .updateTable('ait_iap_subscription_changes')
    .set((eb) => ({
      state,
      settled_at: state === 'waiting' || state === 'failed' ? null : now,
      attempts: eb('attempts', '+', 1),
      last_error: error ?? null,
    }))
    .where('order_id', '=', key.orderId)
    .where('event_type', '=', key.eventType)
    .where('occurred_at', '=', key.occurredAt)
    .where('change_reason', '=', key.changeReason)
    .where('state', 'in', ['waiting', 'failed'])
    .returning('state')
    .compile();
  return (await ledger.query(query)).length === 1;
}

/** Reads events that are not settled, in the order in which they happened. */
export async function findOpenChanges(
  ledger: LedgerSession,
  { states, limit }: { readonly states: readonly ChangeState[]; readonly limit: number },
): Promise<StoredChange[]> {
  const query = ledger.sql
    .selectFrom('ait_iap_subscription_changes')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('occurred_at_ms')
    .orderBy('received_at')
    .limit(limit)
    .compile();
  return (await ledger.query(query)).map(toStoredChange);
}

function toStoredChange(row: SubscriptionChangesTable): StoredChange {
  return {
    orderId: row.order_id as OrderId,
    eventType: row.event_type,
    occurredAt: row.occurred_at,
    changeReason: row.change_reason,
    occurredAtMs: Number(row.occurred_at_ms),
    payload: row.payload,
    state: row.state,
    receivedAt: new Date(Number(row.received_at)),
    attempts: Number(row.attempts),
    ...(row.last_error === null ? {} : { lastError: row.last_error }),
  };
}
