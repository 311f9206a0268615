import { instantOf } from '../host/host-time.js';
import { HOST_TIME_PRECISION_MS } from '../limits/limits.js';
import type { Note } from './note.js';

/** The fields of a listed order that tell to which charge it belongs. */
export interface ListedOrder {
  readonly orderId: string;
  /** When it was paid, as the host writes it. */
  readonly paidAt?: string | null | undefined;
}

/**
 * Whether an order of the same product may belong to this charge. It must not have been there before, and must not have
 * been paid before the sheet was opened: such an order may appear late, and would unlock a product that was paid again.
 */
export function mayBeOrderOf({ openedAt, seen }: Note, { orderId, paidAt }: ListedOrder): boolean {
  // A time that cannot be read is NaN, which is before nothing.
  const wasPaidBefore = instantOf(paidAt) <= openedAt - HOST_TIME_PRECISION_MS;
  // What a storage has held may be odd.
  return !wasPaidBefore && !(Array.isArray(seen) && seen.includes(orderId));
}
