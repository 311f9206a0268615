import { sql } from 'kysely';
import { LEDGER_INVARIANTS } from './invariants.js';
import type { LedgerQueries } from './ledger-store.js';

// A few milliseconds of work. For a million orders this takes five thousand health checks, which is about a night.
const ORDERS_AT_ONCE = 200;

/**
 * Checks the invariants of a ledger for some orders at a time, in the order of their ids, and then starts again. So a
 * health check costs the same for any size of ledger. `npx ait-iap-server audit` checks all orders at once.
 */
export class RollingAudit {
  readonly #broken = new Set<string>();
  #after = '';

  /** Checks the next orders. Returns how many of the orders checked so far break an invariant. */
  async step(ledger: LedgerQueries): Promise<number> {
    const ids = await nextIds(ledger, this.#after);
    const last = ids.at(-1);
    if (last !== undefined) {
      const broken = await brokenBetween(ledger, this.#after, last);
      for (const id of ids) this.#broken.delete(id);
      for (const id of broken) this.#broken.add(id);
    }
    this.#after = last === undefined || ids.length < ORDERS_AT_ONCE ? '' : last;
    return this.#broken.size;
  }
}

async function nextIds(ledger: LedgerQueries, after: string): Promise<string[]> {
  const query = ledger.sql
    .selectFrom('ait_iap_orders')
    .select('order_id')
    .where('order_id', '>', after)
    .orderBy('order_id')
    .limit(ORDERS_AT_ONCE)
    .compile();
  return (await ledger.query(query)).map((row) => row.order_id);
}

/** Every invariant reads its orders from one table, so a part of that table can take its place. */
async function brokenBetween(ledger: LedgerQueries, after: string, last: string): Promise<string[]> {
  const broken: string[] = [];
  for (const invariant of LEDGER_INVARIANTS) {
    const text = invariant.sql.replaceAll('from ait_iap_orders', 'from some_orders');
    const query = sql<{ order_id: string }>`with some_orders as (
  select * from ait_iap_orders where order_id > ${after} and order_id <= ${last}
) ${sql.raw(text)}`.compile(ledger.sql);
    broken.push(...(await ledger.query(query)).map((row) => row.order_id));
  }
  return broken;
}
