import { isIapServerError } from '../errors/iap-server-error.js';
import type { RefreshResult } from '../fulfillment/refresh.js';
import type { StopReason } from '../telemetry/stop-reason.js';

/** How long reconciliation pauses when the certificate may be wrong, in milliseconds. */
export const MISMATCH_PAUSE_MS = 5 * 60_000;

const MOST_IN_ROW = 10;
const SMALLEST_SWEEP = 3;

/**
 * Watches for answers that can only mean a wrong client certificate. After them, further questions only waste the rate
 * budget. One answer that the platform does not know the mini-app is enough. MINIAPP_MISMATCH has to come many times in
 * a row, about orders that the platform knew before: a single one says little.
 */
export class MismatchWatch {
  #inRow = 0;
  #others = 0;
  #isUnknown = false;

  note({ status, confirmed, forgotten }: Pick<RefreshResult, 'status' | 'confirmed' | 'forgotten'>): void {
    this.#isUnknown = false;
    // Whether the platform answers a question without a user key says nothing about the certificate.
    if (!confirmed || forgotten) return;
    if (status === 'MINIAPP_MISMATCH') {
      this.#inRow += 1;
      return;
    }
    this.#inRow = 0;
    this.#others += 1;
  }

  /** Tells of a question that failed. */
  fail(error: unknown): void {
    this.#isUnknown = isIapServerError(error) && error.code === 'MINIAPP_NOT_REGISTERED';
  }

  /** Why reconciliation has to stop. `undefined`: it can go on. */
  get stops(): StopReason | undefined {
    if (this.#isUnknown) return 'MINIAPP_NOT_REGISTERED';
    return this.#inRow >= MOST_IN_ROW ? 'MINIAPP_MISMATCH' : undefined;
  }

  /** The same at the end of a sweep, which may have been too small for many answers in a row. */
  get stoppedAtEnd(): StopReason | undefined {
    const few = this.#others === 0 && this.#inRow >= SMALLEST_SWEEP;
    return this.stops ?? (few ? 'MINIAPP_MISMATCH' : undefined);
  }
}
