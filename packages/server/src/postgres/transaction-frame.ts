import { sqlState } from './postgres-error.js';
import type { PostgresQuery } from './postgres-source.js';

/**
 * What is sent with BEGIN and with COMMIT, as texts that give no rows and may hold several statements. Together they prove that
 * the transaction that commits is the one that was opened: the savepoint of the first can be released in no other.
 */
export interface TransactionFrame {
  readonly opening: string;
  readonly closing: string;
  /** Sent in front of ROLLBACK. It works in a failed transaction too, and fails in any other than the one that was opened. */
  readonly undoing: string;
}

// The process ends a late transaction itself. The server does so where the process hangs, a little later, so that a connection
// that is still in use is not cut off under it.
const GRACE_MS = 2_000;

/** The frame for a source that sends it itself. */
export function transactionFrame(timeoutMs: number): TransactionFrame {
  const [limit, idle] = serverLimits(timeoutMs);
  return {
    opening:
      `set local statement_timeout = ${limit}; set local idle_in_transaction_session_timeout = ${idle}; ` +
      "set local ait_iap.transaction = 'open'; savepoint ait_iap",
    // The setting is what keeps others from committing: see COMMIT_GUARD.
    closing: "release savepoint ait_iap; set local ait_iap.transaction = ''",
    undoing: 'rollback to savepoint ait_iap',
  };
}

const OPEN =
  "select set_config('statement_timeout', $1, true), set_config('idle_in_transaction_session_timeout', $2, true), " +
  "set_config('ait_iap.transaction', pg_current_xact_id()::text, true) as xid";

// Fails instead of giving a row: the text is no number. It is cast as a whole, because the planner would cast a constant by itself.
const LOST = 'ait-iap: the transaction is not the one that was opened';
const CLOSE =
  "select (case when current_setting('ait_iap.transaction', true) = pg_current_xact_id_if_assigned()::text " +
  `then '0' || set_config('ait_iap.transaction', '', true) else '${LOST}' end)::integer`;

/**
 * The same for a tool that takes one statement at a time: one round trip at each end, and the id of the transaction in place of a
 * savepoint.
 *
 * @returns the id, to ask later what became of it
 */
export async function openTransaction(query: PostgresQuery, timeoutMs: number): Promise<string> {
  const [row] = await query(OPEN, serverLimits(timeoutMs));
  return (row as { xid: string }).xid;
}

/** Runs the last statement. It rejects with what {@link isLostTransaction} recognises. */
export async function closeTransaction(query: PostgresQuery): Promise<void> {
  await query(CLOSE, []);
}

// invalid_savepoint_specification, no_active_sql_transaction
const NO_SUCH_SAVEPOINT: readonly unknown[] = ['3B001', '25P01'];

/** Whether the failure of a last statement says that the transaction that was opened has ended. */
export function isLostTransaction(error: unknown): boolean {
  if (NO_SUCH_SAVEPOINT.includes(sqlState(error))) return true;
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each.message.includes(LOST)) return true;
  }
  return false;
}

function serverLimits(timeoutMs: number): [string, string] {
  const limit = Math.max(1, Math.ceil(timeoutMs));
  return [String(limit), String(limit + GRACE_MS)];
}
