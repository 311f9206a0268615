import type { Clock } from '@ait-iap/protocol';
import { startTimeLimit, type TimeLimit } from '../clock/time-limit.js';
import { untilAborted } from '../clock/until-aborted.js';
import type { TransactionLimits } from './ledger-store.js';
import { LedgerTimeoutError } from './ledger-timeout-error.js';

/** How long a transaction may take by default, in milliseconds. */
export const DEFAULT_TRANSACTION_TIMEOUT_MS = 10_000;

/**
 * The time limit of one transaction. If the caller has its own limit, that one is used, because two timers would cost
 * more than a query.
 */
export function transactionLimit(
  clock: Clock,
  { signal, timeoutMs }: TransactionLimits,
  reason = () => new LedgerTimeoutError('its time was up'),
): TimeLimit {
  const milliseconds = timeoutMs ?? DEFAULT_TRANSACTION_TIMEOUT_MS;
  if (signal === undefined) return startTimeLimit({ clock, milliseconds, reason });
  return {
    signal,
    remaining: () => milliseconds,
    check: () => signal.throwIfAborted(),
    end: () => undefined,
  };
}

/** Waits for reads as long as a transaction may take, whatever the database or the network does. */
export async function withinReadLimit<Result>(
  clock: Clock,
  limits: TransactionLimits,
  read: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = transactionLimit(
    clock,
    limits,
    () => new LedgerTimeoutError('its time was up', { during: 'read' }),
  );
  try {
    limit.check();
    return await untilAborted(read(limit.signal), limit.signal);
  } finally {
    limit.end();
  }
}
