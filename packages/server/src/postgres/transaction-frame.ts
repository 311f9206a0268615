import type { PostgresQuery } from './postgres-host.js';

/**
 * The first and the last statement of every transaction, whatever tool runs it. Together they prove that the transaction that
 * commits is the one that was opened: the first notes its id in a setting that ends with it, the last compares.
 */
export interface TransactionFrame {
  readonly opening: string;
  readonly closing: string;
}

/** What the first statement found. */
export interface OpenedTransaction {
  /** The id of the transaction, to ask later what became of it. */
  readonly xid: string;
  /** The process of the server that runs it. */
  readonly pid: number;
}

// The process ends a late transaction itself. The server does so where the process hangs, a little later, so that a connection
// that is still in use is not cut off under it.
const GRACE_MS = 2_000;

// Fails instead of giving a row, so that a COMMIT in the same message does not run: the text is no number. It is cast as a whole,
// because the planner would cast a constant by itself.
const LOST = 'ait-iap: the transaction is not the one that was opened';
const CLOSING =
  "select (case when current_setting('ait_iap.transaction', true) = pg_current_xact_id_if_assigned()::text " +
  `then '0' || set_config('ait_iap.transaction', '', true) else '${LOST}' end)::integer`;

/** The frame as texts without parameters, for a host that sends them together with its BEGIN and COMMIT. */
export function transactionFrame(timeoutMs: number): TransactionFrame {
  const [limit, idle, whole] = serverLimits(timeoutMs);
  return { opening: openingStatement(`'${limit}'`, `'${idle}'`, `'${whole}'`), closing: CLOSING };
}

/** Runs the first statement. */
export async function openTransaction(query: PostgresQuery, timeoutMs: number): Promise<readonly unknown[]> {
  return query(openingStatement('$1', '$2', '$3'), serverLimits(timeoutMs));
}

/** Runs the last statement. It rejects with what {@link isLostTransaction} recognises. */
export async function closeTransaction(query: PostgresQuery): Promise<void> {
  await query(CLOSING, []);
}

/** Reads the row of the first statement. */
export function readOpening(rows: readonly unknown[]): OpenedTransaction {
  return rows[0] as OpenedTransaction;
}

/** Whether an error says that the transaction that was opened has ended. */
export function isLostTransaction(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each.message.includes(LOST)) return true;
  }
  return false;
}

/** `transaction_timeout`, which also ends one that goes on running statements, exists since PostgreSQL 17. */
function openingStatement(limit: string, idle: string, whole: string): string {
  return (
    `select set_config('statement_timeout', ${limit}, true), ` +
    `set_config('idle_in_transaction_session_timeout', ${idle}, true), ` +
    `case when current_setting('server_version_num')::integer >= 170000 then set_config('transaction_timeout', ${whole}, true) end, ` +
    `set_config('ait_iap.transaction', pg_current_xact_id()::text, true) as xid, pg_backend_pid() as pid`
  );
}

function serverLimits(timeoutMs: number): [string, string, string] {
  const limit = Math.max(1, Math.ceil(timeoutMs));
  return [String(limit), String(limit + GRACE_MS), String(limit + 2 * GRACE_MS)];
}
