import { errorCodes } from '../errors/error-codes.js';
import { isIapServerError } from '../errors/iap-server-error.js';
import { COMMIT_UNKNOWN_KO, LedgerTimeoutError } from '../ledger/ledger-timeout-error.js';
import { LedgerUnavailableError } from '../ledger/ledger-unavailable-error.js';

// query_canceled (statement_timeout), lock_not_available, idle_in_transaction_session_timeout, transaction_timeout
const TIMEOUTS: readonly unknown[] = ['57014', '55P03', '25P03', '25P04'];

// PostgreSQL accepts no further statement, and would answer COMMIT with a ROLLBACK and no error.
const FAILED_TRANSACTION = '25P02';
const SWALLOWED =
  'Failed to commit: a statement in the transaction had failed and its error was caught, so nothing was written. Do not catch errors of tx inside onGrant or onRevoke, or put the statement between SAVEPOINT and ROLLBACK TO SAVEPOINT.';

// duplicate_prepared_statement, invalid_sql_statement_name: the pooler has switched to another connection, or something has
// run DISCARD ALL on this one.
const POOLED: readonly unknown[] = ['42P05', '26000'];
const BEHIND_A_POOLER =
  "Failed to use the ledger: the prepared statement is another connection's, because a pooler in transaction mode stands between, or it was lost by DISCARD ALL. Nothing was written, and asking again is safe. Behind a pooler use fromPool(pool) or fromPool(pool, { prepare: false }), add pgbouncer=true to the URL of Prisma, or connect to the server directly.";

/**
 * Turns an error of PostgreSQL, its driver or the tool above it into an error of this package. An error of this package
 * passes unchanged: it is the reason for the rollback.
 */
export function toLedgerError(error: unknown): unknown {
  if (isIapServerError(error)) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  const code = sqlState(error);
  if (code === FAILED_TRANSACTION) return new LedgerUnavailableError(SWALLOWED, { cause: error });
  if (code === undefined && !(error instanceof Error)) return error;
  if (POOLED.includes(code)) return new LedgerUnavailableError(BEHIND_A_POOLER, { cause: error });
  if (TIMEOUTS.includes(code)) return new LedgerTimeoutError('PostgreSQL stopped it', { cause: error });
  const system = code === undefined ? systemCode(error) : undefined;
  if (system === 'ERR_INVALID_URL') return new LedgerUnavailableError(UNREADABLE, { cause: error });
  if (system !== undefined) {
    return new LedgerUnavailableError(
      `Failed to use the ledger: the database server cannot be reached (${system}). Check its address and that it runs; asking again is safe.`,
      { cause: error },
    );
  }
  if (code === undefined && CONNECTING.test((error as Error).message)) {
    return new LedgerUnavailableError(NO_CONNECTION, { cause: error });
  }
  return new LedgerUnavailableError(
    `Failed to use the ledger: PostgreSQL refused${code === undefined ? '' : ` (SQLSTATE ${code})`}. Check the server and the rights of its role; asking again is safe.`,
    { cause: error },
  );
}

// The errors of `pg` for `connectionTimeoutMillis`, which have no code.
const CONNECTING = /timeout exceeded when trying to connect|due to connection timeout|^timeout expired$/;
const NO_CONNECTION =
  'Failed to use the ledger: no connection could be opened in time. Either the server does not answer, or all connections of the pool are in use. Check the network and the size of the pool; asking again is safe.';

/** Whether the server does not have the prepared statements that the client knows of a connection. */
export function isWithoutStatements(error: unknown): boolean {
  return POOLED.includes(sqlState(error));
}

// connection_exception and its kinds, statement_completion_unknown, admin_shutdown, crash_shutdown
const UNANSWERED = /^(08...|40003|57P0[12])$/;
const COMMIT_UNKNOWN =
  'Failed to use the ledger: no answer came to COMMIT, so whether it was committed is unknown. Check the server and the network; asking again is safe, and grants nothing twice.';

/** The same for an error that came after COMMIT was sent. If the server has not answered it, nobody knows what became of it. */
export function toCommitError(error: unknown): unknown {
  if (isIapServerError(error)) {
    const timedOut = error.code === 'LEDGER_TIMEOUT';
    return timedOut ? new LedgerTimeoutError('its time was up', { during: 'commit' }) : error;
  }
  const code = sqlState(error);
  const unanswered = code === undefined || UNANSWERED.test(code);
  if (!unanswered || !(error instanceof Error) || error.name === 'AbortError') return toLedgerError(error);
  return new LedgerUnavailableError(COMMIT_UNKNOWN, { cause: error, korean: COMMIT_UNKNOWN_KO });
}

const UNREADABLE =
  'Failed to use the ledger: the connection string cannot be read. Encode special characters of the user name and the password, such as # as %23.';

/** The system's own word, such as ECONNREFUSED. */
function systemCode(error: unknown): string | undefined {
  return errorCodes(error).find((code) => /^E[A-Z]{3,}|^ERR_INVALID_URL$/.test(code));
}

/** The SQLSTATE, even if a tool has wrapped the driver's error. */
export function sqlState(error: unknown): string | undefined {
  for (let each = error; typeof each === 'object' && each !== null; each = (each as Error).cause) {
    const { code } = each as { code?: unknown };
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return undefined;
}
