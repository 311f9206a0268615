import { CompiledQuery } from 'kysely';
import { LEDGER_INVARIANTS, type LedgerInvariant } from './invariants.js';
import type { LedgerQueries } from './ledger-store.js';

/** How many rows break an invariant. */
export interface BrokenInvariant extends Omit<LedgerInvariant, 'sql'> {
  readonly broken: number;
  /** Some of their order ids, for a person to look at. */
  readonly examples: readonly string[];
}

const MOST_EXAMPLES = 10;

/** Checks every invariant over the whole ledger. It reads whole tables. */
export async function checkInvariants(ledger: LedgerQueries): Promise<BrokenInvariant[]> {
  const report: BrokenInvariant[] = [];
  for (const { name, meaning, sql } of LEDGER_INVARIANTS) {
    const ids = await orderIdsOf(ledger, sql);
    report.push({ name, meaning, broken: ids.length, examples: ids.slice(0, MOST_EXAMPLES) });
  }
  return report;
}

/** Runs the text of an invariant. */
export async function orderIdsOf(
  ledger: LedgerQueries,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<string[]> {
  const query: CompiledQuery<{ order_id: string }> = CompiledQuery.raw(sql, [...parameters]) as never;
  return (await ledger.query(query)).map((row) => row.order_id);
}
