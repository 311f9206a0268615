import type { LedgerQueries } from './ledger-store.js';
import type { UnreadState } from './schema.js';

/** A webhook event that could not be read, stored as it arrived. */
export interface UnreadEvent {
  /** Why it was not read. */
  readonly state: UnreadState;
  /** The type as it was sent, at most 100 characters. Empty if the event names none. */
  readonly eventType: string;
  /** The body as it was sent. */
  readonly payload: string;
  /** When this backend received it. */
  readonly receivedAt: Date;
}

/** An unread event with its hash. The same body twice is one event. */
export interface KeptUnreadEvent extends UnreadEvent {
  readonly digest: string;
}

// A sender must not be able to fill the disk.
const KEPT_AT_MOST = 1_000;

/** Stores an event that could not be read. Only the newest thousand of them are kept. */
export async function keepUnread(ledger: LedgerQueries, event: KeptUnreadEvent): Promise<void> {
  const insert = ledger.sql
    .insertInto('ait_iap_unread_webhooks')
    .values({
      digest: event.digest,
      event_type: event.eventType,
      payload: event.payload,
      state: event.state,
      received_at: event.receivedAt.getTime(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .compile();
  await ledger.query(insert);
  const oldestKept = ledger.sql
    .selectFrom('ait_iap_unread_webhooks')
    .select('received_at')
    .orderBy('received_at', 'desc')
    .limit(1)
    .offset(KEPT_AT_MOST - 1);
  await ledger.query(
    ledger.sql.deleteFrom('ait_iap_unread_webhooks').where('received_at', '<', oldestKept).compile(),
  );
}

/** Returns the unread events, the oldest first. */
export async function findUnread(ledger: LedgerQueries, limit: number): Promise<KeptUnreadEvent[]> {
  const query = ledger.sql
    .selectFrom('ait_iap_unread_webhooks')
    .selectAll()
    .orderBy('received_at')
    .limit(limit)
    .compile();
  return (await ledger.query(query)).map(({ digest, state, event_type, payload, received_at }) => ({
    digest,
    state,
    eventType: event_type,
    payload,
    receivedAt: new Date(Number(received_at)),
  }));
}

/** Deletes an event that could be read after all. */
export async function forgetUnread(ledger: LedgerQueries, digest: string): Promise<void> {
  await ledger.query(ledger.sql.deleteFrom('ait_iap_unread_webhooks').where('digest', '=', digest).compile());
}
