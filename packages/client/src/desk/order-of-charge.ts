import { instantOf } from '../host/host-time.js';
import type { Note } from './note.js';

/** An order that the host lists, as far as it tells which charge it belongs to. */
export interface ListedOrder {
  readonly orderId: string;
  /** When it was paid, as the host writes it. */
  readonly paidAt?: string | null | undefined;
}

/** The host writes whole seconds. */
const PRECISION_MS = 1_000;

/**
 * Whether an order of the same product may be the one of this charge: not one that was there before, and not one that
 * was paid before the sheet was opened. Such an order may turn up late, and would free a product that was paid again.
 */
export function mayBeOrderOf({ openedAt, seen }: Note, { orderId, paidAt }: ListedOrder): boolean {
  if (seen?.includes(orderId)) return false;
  const paid = instantOf(paidAt);
  return Number.isNaN(paid) || paid > openedAt - PRECISION_MS;
}
