import type { RefreshResult } from '../fulfillment/refresh.js';

/** How long reconciliation pauses when the certificate is in doubt, in milliseconds. */
export const MISMATCH_PAUSE_MS = 5 * 60_000;

const MOST_IN_ROW = 10;
const SMALLEST_SWEEP = 3;

/**
 * Watches for MINIAPP_MISMATCH about orders that the platform has known: one says little, but many in a row are the answers
 * to a wrong certificate, and asking on only spends the budget.
 */
export class MismatchWatch {
  #inRow = 0;
  #others = 0;

  note({ status, confirmed }: Pick<RefreshResult, 'status' | 'confirmed'>): void {
    if (!confirmed) return;
    if (status === 'MINIAPP_MISMATCH') {
      this.#inRow += 1;
      return;
    }
    this.#inRow = 0;
    this.#others += 1;
  }

  /** So many in a row that asking has to stop. */
  get stops(): boolean {
    return this.#inRow >= MOST_IN_ROW;
  }

  /** The same at the end of a sweep, which may have been a small one with no other answer. */
  get stoppedAtEnd(): boolean {
    return this.stops || (this.#others === 0 && this.#inRow >= SMALLEST_SWEEP);
  }
}
