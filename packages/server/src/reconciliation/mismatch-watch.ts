import { isIapServerError } from '../errors/iap-server-error.js';
import type { RefreshResult } from '../fulfillment/refresh.js';
import type { StopReason } from '../telemetry/stop-reason.js';

/** How long reconciliation pauses when the certificate is in doubt, in milliseconds. */
export const MISMATCH_PAUSE_MS = 5 * 60_000;

const MOST_IN_ROW = 10;
const SMALLEST_SWEEP = 3;

/**
 * Watches for answers that only a wrong certificate explains, after which asking on only spends the budget: one that the platform
 * does not know the mini-app, or many MINIAPP_MISMATCH in a row about orders that it has known; a single one of those says little.
 */
export class MismatchWatch {
  #inRow = 0;
  #others = 0;
  #isUnknown = false;

  note({ status, confirmed }: Pick<RefreshResult, 'status' | 'confirmed'>): void {
    this.#isUnknown = false;
    if (!confirmed) return;
    if (status === 'MINIAPP_MISMATCH') {
      this.#inRow += 1;
      return;
    }
    this.#inRow = 0;
    this.#others += 1;
  }

  /** Told of a question that failed. */
  fail(error: unknown): void {
    this.#isUnknown = isIapServerError(error) && error.code === 'MINIAPP_NOT_REGISTERED';
  }

  /** Why asking has to stop, if it has to. */
  get stops(): StopReason | undefined {
    if (this.#isUnknown) return 'MINIAPP_NOT_REGISTERED';
    return this.#inRow >= MOST_IN_ROW ? 'MINIAPP_MISMATCH' : undefined;
  }

  /** The same at the end of a sweep, which may have been a small one with no other answer. */
  get stoppedAtEnd(): StopReason | undefined {
    const few = this.#others === 0 && this.#inRow >= SMALLEST_SWEEP;
    return this.stops ?? (few ? 'MINIAPP_MISMATCH' : undefined);
  }
}
