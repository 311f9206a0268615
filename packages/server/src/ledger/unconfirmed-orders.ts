import type { ExpressionBuilder } from 'kysely';
import type { LedgerQueries } from './ledger-store.js';
import type { LedgerDatabase } from './schema.js';

/** Written out, not bound: otherwise the index of unconfirmed orders would not be used. */
const unconfirmed = (eb: ExpressionBuilder<LedgerDatabase, 'ait_iap_orders'>) => eb.lit(0);

/** Counts the open ids that only users have named, of one user or of all. Stops counting at `most`. */
export async function countUnconfirmed(
  ledger: LedgerQueries,
  userKey: string | undefined,
  most: number,
): Promise<number> {
  const some = ledger.sql
    .selectFrom('ait_iap_orders')
    .select('order_id')
    .where('confirmed', '=', unconfirmed)
    .where('next_check_at', 'is not', null)
    .$if(userKey !== undefined, (query) => query.where('user_key', '=', userKey ?? ''))
    .limit(most);
  const query = ledger.sql
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<number>().as('orders'))
    .compile();
  const [row] = await ledger.query(query);
  return Number(row?.orders ?? 0);
}

/** Deletes ids that only a user has ever named and that are no longer checked, with their timelines. */
export async function forgetUnconfirmed(ledger: LedgerQueries, endedBefore: number): Promise<void> {
  const ended = ledger.sql
    .selectFrom('ait_iap_orders')
    .select('order_id')
    .where('confirmed', '=', unconfirmed)
    .where('next_check_at', 'is', null)
    .where('watch_ended_at', '<=', endedBefore);
  await ledger.query(ledger.sql.deleteFrom('ait_iap_audit').where('order_id', 'in', ended).compile());
  await ledger.query(ledger.sql.deleteFrom('ait_iap_orders').where('order_id', 'in', ended).compile());
}
