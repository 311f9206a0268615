import type { HostSession } from '../bridge/host-session.js';
import { deskOf } from './desk.js';
import type { Note, UncertainEnd } from './note.js';
import { certainAt, noticed } from './note-end.js';

/**
 * Why a product cannot be bought now.
 *
 * - running: a purchase of it runs in this page
 * - not-granted: an order for it is paid and not granted yet; a tap or `recover` grants it
 * - charged: the user has paid, and the order has not appeared
 * - awaiting-approval: another person has to approve the payment
 * - end-unknown: the end of its order sheet is not known
 */
export type LockReason = 'running' | 'not-granted' | 'charged' | 'awaiting-approval' | 'end-unknown';

/** Why a product is locked, and until when, as far as this device knows. */
export interface ProductLock {
  /** The product. */
  readonly sku: string;
  /** Since when, in milliseconds since 1970 on the client's clock. */
  readonly since: number;
  /**
   * When a tap opens an order sheet again if no order appears before, in milliseconds since 1970 on the client's clock.
   * `undefined` if there is no such time.
   */
  readonly until: number | undefined;
  /** Why it is locked. */
  readonly reason: LockReason;
  /** The order, if known. */
  readonly orderId: string | undefined;
}

/** The ends with a reason of their own; of all others, those of a newer version included, the end is not known. */
const REASONS = new Map<UncertainEnd | undefined, LockReason>([
  ['approval', 'awaiting-approval'],
  ['charge', 'charged'],
]);

/** Returns the lock of a product, as far as this device knows. `undefined` if it is not locked. */
export async function lockOf(session: HostSession, sku: string): Promise<ProductLock | undefined> {
  const { purchases, book } = deskOf(session);
  const since = purchases.get(sku);
  if (since !== undefined) return { sku, since, until: undefined, reason: 'running', orderId: undefined };
  const note = (await book.all()).get(sku);
  return note && lockOfNote(session, sku, note);
}

/** The lock of a note. None once its time is over. */
function lockOfNote(session: HostSession, sku: string, note: Note): ProductLock | undefined {
  const now = session.clock.now();
  const found = noticed(note, now);
  const { openedAt: since, orderId, hostSaid, replaced } = found;
  if (orderId) return { sku, since, until: undefined, reason: 'not-granted', orderId };
  const until = certainAt(found, session);
  if (!(until > now)) return replaced && lockOfNote(session, sku, replaced);
  return { sku, since, until, reason: REASONS.get(hostSaid) ?? 'end-unknown', orderId: undefined };
}
