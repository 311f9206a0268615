import type { Clock } from '@ait-iap/protocol';
import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { isAnswerWithoutStatus } from '../fulfillment/note-answer.js';
import type { DueOrders } from './due-orders.js';
import { MismatchWatch } from './mismatch-watch.js';
import type { ReconciliationReport } from './reconciliation-report.js';

/** How due orders are checked. */
export interface RefreshAllOptions {
  readonly concurrency: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

// After so many failures in a row, the platform or the database is down. Claiming more orders would only delay them.
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Checks due orders until none is left or the signal is aborted. One failure does not stop the rest. Answers that can
 * only mean a wrong certificate do.
 */
export async function refreshAll(
  fulfillment: Pick<Fulfillment, 'refresh'>,
  orders: DueOrders,
  { concurrency, clock, signal, onError }: RefreshAllOptions,
): Promise<ReconciliationReport> {
  const count = { checked: 0, granted: 0, revoked: 0, failed: 0 };
  const mismatches = new MismatchWatch();
  let failuresInRow = 0;
  const check = async (orderId: string) => {
    try {
      const result = await fulfillment.refresh({
        orderId,
        lane: 'background',
        signal,
        load: orders.load,
      });
      const { change } = result;
      mismatches.note(result);
      count.checked += 1;
      if (change !== 'none') count[change] += 1;
      failuresInRow = 0;
    } catch (error) {
      if (signal.aborted) return;
      count.failed += 1;
      onError(error);
      mismatches.fail(error);
      if (mismatches.stops !== undefined) return;
      if (isAnswerWithoutStatus(error)) {
        // The platform is there, and only names no status for this order.
        failuresInRow = 0;
        return;
      }
      failuresInRow += 1;
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failuresInRow - 1, 10), LONGEST_PAUSE_MS);
      await clock.sleep(pause, signal).catch(() => undefined);
    }
  };
  const worker = async () => {
    while (!signal.aborted && mismatches.stops === undefined) {
      const orderId = await orders.next();
      if (orderId === undefined) return;
      await check(orderId);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, worker));
  } finally {
    await orders.giveBack();
  }
  const stopped = mismatches.stoppedAtEnd;
  return stopped === undefined ? count : { ...count, stopped };
}
