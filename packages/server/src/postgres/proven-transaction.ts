import type { TimeLimit } from '../clock/time-limit.js';
import { untilAborted } from '../clock/until-aborted.js';
import { TransactionControlError } from '../ledger/transaction-control-error.js';
import { openTransactionScope } from '../ledger/transaction-scope.js';
import { lendToolTransaction } from './lend-transaction.js';
import { toCommitError, toLedgerError } from './postgres-error.js';
import type { PostgresQuery, PostgresSource } from './postgres-source.js';
import {
  closeTransaction,
  isLostTransaction,
  openTransaction,
  transactionFrame,
} from './transaction-frame.js';

/** How far one transaction came. */
interface Progress<Result> {
  /** The id of the transaction, where a statement has asked for it. */
  xid?: string;
  /** The result of the work. Missing while the work has not ended. */
  work?: { readonly result: Result } | { readonly error: unknown };
  /** Whether the tool may have sent its COMMIT. */
  committing?: boolean;
}

/**
 * Runs `work` in a transaction of the source, within its time limit. It resolves only after the transaction that it
 * opened was committed. This is the only place that proves this, for every tool.
 */
export async function provenTransaction<Tx, Result>(
  source: PostgresSource<Tx>,
  work: (tx: Tx, query: PostgresQuery) => Promise<Result>,
  limit: TimeLimit,
): Promise<Result> {
  const { signal } = limit;
  const timeoutMs = limit.remaining();
  const progress: Progress<Result> = {};
  const run = async (tx: Tx, query: PostgresQuery, framed = false) => {
    limit.check();
    if (!framed) progress.xid = await openTransaction(query, timeoutMs);
    const loan = lendToolTransaction(tx, query);
    const scope = openTransactionScope(source);
    try {
      // Ended here, and not only outside, so that the tool gets its connection back even if the work hangs.
      const result = await untilAborted(
        scope.run(() => work(loan.tx, loan.query)),
        signal,
      );
      progress.work = { result };
      loan.assertComplete();
      loan.end();
      if (!framed) {
        await closeTransaction(query);
        loan.assertComplete();
      }
      // The last moment at which a late transaction can still be taken back.
      limit.check();
      progress.committing = true;
      return result;
    } catch (error) {
      loan.end();
      const thrown = progress.work === undefined;
      if (thrown) progress.work = { error };
      if (thrown && !framed && loan.touched && !signal.aborted) await assertNotLost(query);
      throw error;
    } finally {
      loan.end();
      scope.close();
    }
  };
  try {
    const committed = source.transaction(run, { timeoutMs, signal, frame: transactionFrame(timeoutMs) });
    return await untilAborted(committed, signal);
  } catch (error) {
    return await afterFailure(source, progress, error, signal);
  }
}

/**
 * A rollback undoes only what is in the transaction. If the application ended the transaction early, what it wrote
 * after that stays.
 */
async function assertNotLost(query: PostgresQuery): Promise<void> {
  await closeTransaction(query).catch((error: unknown) => {
    if (isLostTransaction(error)) throw error;
  });
}

/**
 * Finds out what is left after a failure: an application that ended the transaction itself may have written something.
 */
async function afterFailure<Tx, Result>(
  source: PostgresSource<Tx>,
  { xid, work, committing = false }: Progress<Result>,
  error: unknown,
  signal: AbortSignal,
): Promise<Result> {
  // An error that the application threw is passed on as it is. Any other error comes from the database.
  if (work !== undefined && 'error' in work && work.error === error) throw error;
  const lost = isLostTransaction(error);
  const doubtful = work !== undefined && 'result' in work && !signal.aborted;
  let fate: string | undefined;
  if (xid !== undefined && (lost || doubtful)) {
    fate = await fateOf(source, xid, signal);
    const committed = fate === 'committed';
    // The connection broke after the server had decided.
    if (committed && !lost && doubtful) return work.result;
    if (committed) throw new TransactionControlError(COMMITTED, { cause: error });
  }
  if (lost) throw new TransactionControlError(ROLLED_BACK, { cause: error });
  throw committing && fate !== 'aborted' ? toCommitError(error) : toLedgerError(error);
}

const ENDED =
  "Failed to commit: onGrant or onRevoke ended the ledger's transaction by a statement of its own.";
const COMMITTED = `${ENDED} What the ledger and the callback had written by then is committed, and so may be what the callback wrote after it: compare the order with your own tables. Take BEGIN, COMMIT and ROLLBACK out of the callback.`;
const ROLLED_BACK = `${ENDED} The order is as it was in the ledger; what the callback wrote after that statement may be committed: compare your own tables. Take BEGIN, COMMIT and ROLLBACK out of the callback.`;

/** How a transaction ended, as the server says. `undefined` if the server cannot be asked. */
async function fateOf<Tx>(
  source: PostgresSource<Tx>,
  xid: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const asked = source.query('select pg_xact_status($1::text::xid8) as fate', [xid]);
    const [row] = await untilAborted(asked, signal);
    return (row as { fate: string | null }).fate ?? undefined;
  } catch {
    return undefined;
  }
}
