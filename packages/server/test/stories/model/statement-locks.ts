import { FOR_UPDATE, SKIP_LOCKED } from './query-builder.js';

/** What a statement does to the rows of others. */
export interface StatementLocks {
  readonly writes: boolean;
  readonly table: string;
  /** The rows that it has to have for itself, by the order or key that they are named by. */
  readonly keys: readonly string[];
  readonly skipsLocked: boolean;
  /** Rows that are only ever added, so that nobody waits for them. */
  readonly isAppend: boolean;
}

/** A claim picks its rows in front of the update. */
const WRITE = /^\s*(?:with "?\w+"? as \(.*\) )?(?:insert into|update|delete from) "?(\w+)/is;
const READ = /\bfrom "?(\w+)/i;
const UUID = /^(?:ait-iap:\w+:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/i;
const APPENDED = ['ait_iap_audit', 'journal', 'items'];

/**
 * Reads from a statement which rows it locks in PostgreSQL. Rows are told apart by the order they belong to: every statement of
 * the ledger that locks one names its order, and one that picks rows by itself skips what is locked.
 */
export function locksOf(sql: string, parameters: readonly unknown[]): StatementLocks {
  const written = WRITE.exec(sql)?.[1];
  const table = written ?? READ.exec(sql)?.[1] ?? '';
  const isAppend = written !== undefined && APPENDED.includes(table);
  const locks = (written !== undefined && !isAppend) || sql.includes(FOR_UPDATE);
  const named = locks
    ? parameters.flatMap((value) => (typeof value === 'string' ? (UUID.exec(value)?.[1] ?? []) : []))
    : [];
  return {
    writes: written !== undefined,
    table,
    // In one order, as PostgreSQL takes them from an index.
    keys: [...new Set(named.map((key) => key.toLowerCase()))].sort(),
    skipsLocked: sql.includes(SKIP_LOCKED),
    isAppend,
  };
}
