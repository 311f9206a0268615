import type { OrderId } from '@ait-iap/protocol';
import type { LedgerQueries } from './ledger-store.js';

/** A purchase that a user is about to make. */
export interface NewIntent {
  readonly intentId: string;
  readonly userKey: string;
  readonly sku: string;
  /** In milliseconds since 1970, as `expiresAt`. */
  readonly createdAt: number;
  readonly expiresAt: number;
}

// Two machines wrote the two times.
const CLOCKS_APART_MS = 5 * 60_000;

/** The order that redeems an intent. */
export interface IntentRedemption {
  readonly userKey: string;
  readonly sku: string;
  readonly orderId: OrderId;
  readonly now: number;
  /**
   * When the user paid, in milliseconds since 1970, as far as that is known. An intent that was open then counts, even if
   * it has expired since.
   */
  readonly paidAt: number;
}

/** Writes an intent down. */
export async function addIntent(ledger: LedgerQueries, intent: NewIntent): Promise<void> {
  const query = ledger.sql
    .insertInto('ait_iap_intents')
    .values({
      intent_id: intent.intentId,
      user_key: intent.userKey,
      sku: intent.sku,
      created_at: intent.createdAt,
      expires_at: intent.expiresAt,
      order_id: null,
    })
    .compile();
  await ledger.query(query);
}

/** Assigns the user's oldest open intent for the product to the order. `undefined` if there is none. */
export async function redeemIntent(
  ledger: LedgerQueries,
  { userKey, sku, orderId, now, paidAt }: IntentRedemption,
): Promise<string | undefined> {
  const open = ledger.sql
    .selectFrom('ait_iap_intents')
    .select('intent_id')
    .where('user_key', '=', userKey)
    .where('sku', '=', sku)
    .where('order_id', 'is', null)
    .where((eb) =>
      eb.or([
        eb('expires_at', '>', now),
        eb.and([eb('created_at', '<=', paidAt + CLOCKS_APART_MS), eb('expires_at', '>', paidAt)]),
      ]),
    )
    .orderBy('created_at')
    .limit(1)
    .$if(ledger.skipsLocked, (query) => query.forUpdate().skipLocked());
  const query = ledger.sql
    .updateTable('ait_iap_intents')
    .set({ order_id: orderId })
    .where('intent_id', '=', (eb) => eb.selectFrom(open.as('open')).select('open.intent_id'))
    .returning('intent_id')
    .compile();
  const [row] = await ledger.query(query);
  return row?.intent_id;
}

/** The users who were about to buy a product and whose order was not seen yet, the newest first. */
export async function findBuyersOf(
  ledger: LedgerQueries,
  sku: string,
  { openAt, limit }: { readonly openAt: number; readonly limit: number },
): Promise<string[]> {
  const query = ledger.sql
    .selectFrom('ait_iap_intents')
    .select('user_key')
    .where('sku', '=', sku)
    .where('order_id', 'is', null)
    .where('expires_at', '>', openAt)
    .groupBy('user_key')
    .orderBy((eb) => eb.fn.max('created_at'), 'desc')
    .limit(limit)
    .compile();
  return (await ledger.query(query)).map((row) => row.user_key);
}
