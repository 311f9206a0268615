import { IapServerError } from '../errors/iap-server-error.js';

const SENTENCES = {
  work: (what: string) =>
    `Failed to finish a transaction on the ledger: ${what}. It was rolled back; ask again, and keep onGrant to a few writes.`,
  commit: (what: string) =>
    `Failed to finish a transaction on the ledger: ${what} during COMMIT, so whether it was committed is unknown. Ask again: that is safe, and grants nothing twice.`,
  read: (what: string) =>
    `Failed to read the ledger: ${what}. Check the database and the network to it; asking again is safe.`,
};

/** Also for a connection that broke. */
export const COMMIT_UNKNOWN_KO =
  '원장에 기록됐는지 알 수 없어요. 다시 요청해 주세요. 두 번 지급하지 않으니 안전해요.';

const KOREAN = {
  work: undefined,
  commit: COMMIT_UNKNOWN_KO,
  read: '원장을 제때 읽지 못했어요. 데이터베이스와 네트워크를 확인하고 다시 요청해 주세요.',
};

/**
 * Thrown when a transaction on the ledger ran out of time, because another writer was busy, the database was slow or
 * `onGrant` took too long. It was rolled back. The user may have paid, and this call granted nothing.
 *
 * With `isCommitUnknown`, the time ran out while PostgreSQL committed: it may be committed or rolled back, and this
 * call does not know which. Asking again is safe, because a committed grant answers `already_granted`.
 *
 * Also thrown when a read of the ledger got no answer in time, for example because the network to the database fell
 * silent.
 */
export class LedgerTimeoutError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'LedgerTimeoutError';
  /** 'LEDGER_TIMEOUT': a transaction on the ledger, or a read of it, took too long. */
  declare readonly code: 'LEDGER_TIMEOUT';
  /** True: the same call may succeed when the database is less busy. */
  readonly retryable = true;

  /** Whether the time ran out during COMMIT: what the transaction wrote may be committed. Otherwise nothing is written. */
  readonly isCommitUnknown: boolean;

  constructor(
    what: string,
    {
      during = 'work',
      ...options
    }: { readonly cause?: unknown; readonly during?: 'work' | 'commit' | 'read' | undefined } = {},
  ) {
    super('LEDGER_TIMEOUT', SENTENCES[during](what), { ...options, korean: KOREAN[during] });
    this.isCommitUnknown = during === 'commit';
  }

  /** Whether the commit is unknown. */
  protected override details(): Record<string, unknown> {
    return { isCommitUnknown: this.isCommitUnknown };
  }
}
