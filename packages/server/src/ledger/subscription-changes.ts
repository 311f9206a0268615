import type { OrderId } from '@ait-iap/protocol';
import type { LedgerQueries } from './ledger-store.js';
import type { ChangeState, SubscriptionChangesTable } from './schema.js';
import { type Statement, statement } from './statement.js';

/** What identifies a webhook event: the platform gives it no id. */
export interface ChangeKey {
  /** The order of the subscription. */
  readonly orderId: OrderId;
  /** The platform's word for the kind of event. */
  readonly eventType: string;
  /** As the platform wrote it. */
  readonly occurredAt: string;
  /** The platform's word for the reason of the change. */
  readonly changeReason: string;
  /**
   * Missing for the first event of this order, type, time and reason. A later one that names another state has the SHA-256
   * of its content here, in hexadecimal digits, because nothing else tells the two apart.
   */
  readonly variant?: string;
}

/** A webhook event as the ledger keeps it. */
export interface StoredChange extends ChangeKey {
  /** Its place among the changes of its order: the time at which it happened, unless that is far in the future. */
  readonly occurredAtMs: number;
  /** The event as JSON. */
  readonly payload: string;
  /** What became of the event. */
  readonly state: ChangeState;
  /** When this backend received it first. */
  readonly receivedAt: Date;
  /** How often it was tried, from 0. */
  readonly attempts: number;
  /** The code or name of the last failure. */
  readonly lastError?: string;
}

/** Stores an event. Returns the stored one if it already exists, or `undefined` if it is new. */
export async function keepChange(
  ledger: LedgerQueries,
  change: ChangeKey & {
    readonly occurredAtMs: number;
    readonly payload: string;
    readonly receivedAt: number;
  },
): Promise<StoredChange | undefined> {
  const insert = ledger.sql
    .insertInto('ait_iap_subscription_changes')
    .values({
      order_id: change.orderId,
      event_type: typeColumn(change),
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
      .selectAll()
      .where('order_id', '=', change.orderId)
      .where('event_type', '=', typeColumn(change))
      .where('occurred_at', '=', change.occurredAt)
      .where('change_reason', '=', change.changeReason)
      .compile(),
  );
  return row && toStoredChange(row);
}

/** Writes the result of an event. False if it was already finished: then nothing may be done for it again. */
export async function finishChange(
  ledger: LedgerQueries,
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
    .where('event_type', '=', typeColumn(key))
    .where('occurred_at', '=', key.occurredAt)
    .where('change_reason', '=', key.changeReason)
    .where('state', 'in', ['waiting', 'failed'])
    .returning('state')
    .compile();
  return (await ledger.query(query)).length === 1;
}

/** Writes that a change that was skipped before was reported after all. */
export async function reviveChange(ledger: LedgerQueries, key: ChangeKey): Promise<void> {
  const query = ledger.sql
    .updateTable('ait_iap_subscription_changes')
    .set({ state: 'applied' })
    .where('order_id', '=', key.orderId)
    .where('event_type', '=', typeColumn(key))
    .where('occurred_at', '=', key.occurredAt)
    .where('change_reason', '=', key.changeReason)
    .compile();
  await ledger.query(query);
}

/** The place of the newest change of an order. `undefined` if there is none. */
export async function newestPosition(ledger: LedgerQueries, orderId: OrderId): Promise<number | undefined> {
  const query = ledger.sql
    .selectFrom('ait_iap_subscription_changes')
    .select((eb) => eb.fn.max('occurred_at_ms').as('newest'))
    .where('order_id', '=', orderId)
    .compile();
  const [row] = await ledger.query(query);
  return row?.newest === null || row?.newest === undefined ? undefined : Number(row.newest);
}

/** Reads the newest changes of an order that are finished, the newest first. */
export async function findFinishedChanges(
  ledger: LedgerQueries,
  orderId: OrderId,
  limit: number,
): Promise<StoredChange[]> {
  const query = ledger.sql
    .selectFrom('ait_iap_subscription_changes')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('state', 'in', ['applied', 'superseded'])
    .orderBy('occurred_at_ms', 'desc')
    .limit(limit)
    .compile();
  return (await ledger.query(query)).map(toStoredChange);
}

/** Which open changes to read. */
export interface OpenChangesQuery {
  readonly states: readonly ChangeState[];
  readonly limit: number;
  /** Only those whose order has a confirmed user, or only those whose order has none. @defaultValue both */
  readonly owned?: boolean | undefined;
  /** `age`: the oldest first. `turn`: those with the fewest tries first, so that each gets its turn. */
  readonly by?: 'age' | 'turn' | 'newest' | undefined;
}

/** Reads unfinished events. */
export async function findOpenChanges(
  ledger: LedgerQueries,
  { states, limit, owned, by = 'age' }: OpenChangesQuery,
): Promise<StoredChange[]> {
  const key = JSON.stringify([states, owned, by]);
  const find = openChanges.get(key) ?? openChangesStatement({ states, owned, by });
  openChanges.set(key, find);
  return (await find(ledger, { limit })).map(toStoredChange);
}

type OpenChanges = Statement<{ readonly limit: number }, SubscriptionChangesTable>;

/** The few that the package asks for. A reconciler without work asks two of them once a second. */
const openChanges = new Map<string, OpenChanges>();

function openChangesStatement({ states, owned, by }: Omit<OpenChangesQuery, 'limit'>): OpenChanges {
  return statement((sql, value) =>
    sql
      .selectFrom('ait_iap_subscription_changes')
      .selectAll()
      .where('state', 'in', states)
      .$if(owned !== undefined, (open) =>
        open.where(({ exists, not, selectFrom }) => {
          const owner = exists(
            selectFrom('ait_iap_orders as o')
              .select('o.order_id')
              .whereRef('o.order_id', '=', 'ait_iap_subscription_changes.order_id')
              .where('o.claimed', '=', 1)
              .where('o.user_key', 'is not', null),
          );
          return owned === true ? owner : not(owner);
        }),
      )
      .$if(by === 'turn', (open) => open.orderBy('attempts'))
      .$if(by === 'newest', (open) => open.orderBy('received_at', 'desc'))
      .orderBy('occurred_at_ms')
      .orderBy('received_at')
      .limit(value('limit')),
  );
}

// In the column of the type, and not in one of its own, because machines of older versions run beside this one during a
// deployment: they read a row by its key, whatever it consists of.
const VARIANT_MARK = '#';

function typeColumn({ eventType, variant }: Pick<ChangeKey, 'eventType' | 'variant'>): string {
  return variant === undefined ? eventType : `${eventType}${VARIANT_MARK}${variant}`;
}

function toStoredChange(row: SubscriptionChangesTable): StoredChange {
  const [eventType = '', variant] = row.event_type.split(VARIANT_MARK);
  return {
    orderId: row.order_id as OrderId,
    eventType,
    ...(variant === undefined ? {} : { variant }),
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
