import type { OrderId } from '@ait-iap/protocol';
import type { LedgerQueries } from './ledger-store.js';

// More than one is rare: another user's order id that was guessed or seen. Enough so that a few strangers do not push
// the buyer out.
const MOST_ASKERS = 5;

/** Notes that another user has asked for an order whose owner is not known yet. */
export async function addAsker(
  ledger: LedgerQueries,
  orderId: OrderId,
  userKey: string,
  now: number,
): Promise<void> {
  const count = ledger.sql
    .selectFrom('ait_iap_askers')
    .select((eb) => eb.fn.countAll<number>().as('askers'))
    .where('order_id', '=', orderId)
    .where('user_key', '!=', userKey)
    .compile();
  const [row] = await ledger.query(count);
  if (Number(row?.askers ?? 0) >= MOST_ASKERS) return;
  const query = ledger.sql
    .insertInto('ait_iap_askers')
    .values({ order_id: orderId, user_key: userKey, asked_at: now })
    .onConflict((conflict) => conflict.columns(['order_id', 'user_key']).doUpdateSet({ asked_at: now }))
    .compile();
  await ledger.query(query);
}

/** Takes the asker whose turn it is and puts the last one back. `undefined` if nobody else has asked. */
export async function takeNextAsker(
  ledger: LedgerQueries,
  orderId: OrderId,
  { before, now }: { readonly before: string | undefined; readonly now: number },
): Promise<string | undefined> {
  const query = ledger.sql
    .selectFrom('ait_iap_askers')
    .select('user_key')
    .where('order_id', '=', orderId)
    .orderBy('asked_at')
    .orderBy('user_key')
    .limit(1)
    .compile();
  const [next] = await ledger.query(query);
  if (next === undefined) return undefined;
  const taken = ledger.sql
    .deleteFrom('ait_iap_askers')
    .where('order_id', '=', orderId)
    .where('user_key', '=', next.user_key)
    .compile();
  await ledger.query(taken);
  if (before !== undefined) await addAsker(ledger, orderId, before, now);
  return next.user_key;
}

/**
 * Deletes the askers of orders whose owner is known by now, or that were forgotten. It looks at the orders and not at
 * the time, because a clock that is ahead would forget the buyer and keep a stranger.
 */
export async function forgetAskers(ledger: LedgerQueries): Promise<void> {
  const query = ledger.sql
    .deleteFrom('ait_iap_askers')
    .where(({ not, exists, selectFrom, lit }) =>
      not(
        exists(
          selectFrom('ait_iap_orders')
            .select('order_id')
            .whereRef('ait_iap_orders.order_id', '=', 'ait_iap_askers.order_id')
            .where('confirmed', '=', lit(0)),
        ),
      ),
    )
    .compile();
  await ledger.query(query);
}
