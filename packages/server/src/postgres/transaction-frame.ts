import { sqlState } from './postgres-error.js';
import type { PostgresQuery } from './postgres-source.js';

/**
 * What is sent with BEGIN and with COMMIT: texts that return no rows and may contain several statements. Together they
 * prove that the transaction that commits is the one that was opened, because the savepoint of the first text can only
 * be released in the same transaction.
 */
export interface TransactionFrame {
  /** Sent with BEGIN: sets the time limits and opens the savepoint. */
  readonly opening: string;
  /** Sent with COMMIT: releases the savepoint, and fails in any other transaction. */
  readonly closing: string;
  /**
   * Sent before ROLLBACK. It also works in a failed transaction, and fails in any transaction other than the one that
   * was opened.
   */
  readonly undoing: string;
}

// Normally the process ends a late transaction itself. If the process hangs, the server ends it a little later, so that
// it does not close a connection that is still in use.
const GRACE_MS = 2_000;

/** The frame for a source that sends it. */
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

// Fails instead of returning a row, because the text is not a number. The whole expression is cast, because the planner
// would evaluate a cast constant early.
const LOST = 'ait-iap: the transaction is not the one that was opened';
const CLOSE =
  "select (case when current_setting('ait_iap.transaction', true) = pg_current_xact_id_if_assigned()::text " +
  `then '0' || set_config('ait_iap.transaction', '', true) else '${LOST}' end)::integer`;

/**
 * The same for a tool that takes one statement at a time: one round trip at each end, and the transaction id instead of
 * a savepoint.
 *
 * @returns the transaction id, to ask later how the transaction ended
 */
export async function openTransaction(query: PostgresQuery, timeoutMs: number): Promise<string> {
  const [row] = await query(OPEN, serverLimits(timeoutMs));
  return (row as { xid: string }).xid;
}

/** Runs the last statement. It rejects with an error that {@link isLostTransaction} recognises. */
export async function closeTransaction(query: PostgresQuery): Promise<void> {
  await query(CLOSE, []);
}

// invalid_savepoint_specification, no_active_sql_transaction
const NO_SUCH_SAVEPOINT: readonly unknown[] = ['3B001', '25P01'];

/** Whether the error of the last statement says that the opened transaction has ended. */
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
